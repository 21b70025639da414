"""authors"""

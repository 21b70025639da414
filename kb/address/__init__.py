"""address"""

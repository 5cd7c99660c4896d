"""newskg"""

namespace Modelwright.Runtime.Planning;

/// <summary>A child's name is taken by an object that belongs to somebody else; it is left alone.</summary>
public sealed class NotOwnedException(string message) : Exception(message);

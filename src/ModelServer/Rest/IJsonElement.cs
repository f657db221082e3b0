namespace Modelwright.ModelServer.Rest;

/// <summary>How one element of a tensor is read; a type parameter, so that the loop over elements is compiled for each type.</summary>
internal unsafe interface IJsonElement<T>
{
    /// <summary>What an element must be, for messages.</summary>
    static abstract string Expected { get; }

    /// <summary>
    /// Returns the position after the element at <paramref name="p"/>, or null when there is none that the type can hold.
    /// </summary>
    static abstract byte* Read(byte* p, byte* end, out T value);
}

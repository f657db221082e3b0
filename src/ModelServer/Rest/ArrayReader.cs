using System.Runtime.CompilerServices;
using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Rest;

/// <summary>
/// Reads an array of elements, either flat with as many elements as the shape multiplies to, or nested exactly as the shape says. A scalar
/// (shape <c>[]</c>) may stand alone or in an array of one.
/// </summary>
internal static unsafe class ArrayReader
{
    /// <summary>Fills <paramref name="elements"/> from an array, or from a single element; returns null, or what is wrong.</summary>
    public static string? Read<T, TElement>(ref JsonCursor json, ReadOnlySpan<long> shape, Span<T> elements)
        where TElement : struct, IJsonElement<T>
    {
        if (json.Peek() != '[') return ReadOne<T, TElement>(ref json, elements);
        json.Expect((byte)'[', "at the start of 'data'");
        if (json.Peek() == '[' && shape.Length > 1) return ReadNested<T, TElement>(ref json, shape, elements, out _);
        return ReadFlat<T, TElement>(ref json, elements, out var count) ?? CountError(count, elements.Length, shape);
    }

    // From after the opening bracket to after the closing one. Reads no more than there is room for; a surplus is counted as one more.
    private static string? ReadFlat<T, TElement>(ref JsonCursor json, Span<T> elements, out int count)
        where TElement : struct, IJsonElement<T>
    {
        count = 0;
        if (json.TryRead((byte)']')) return null;
        byte* p = json.Pointer, end = json.End;
        while (true)
        {
            p = SkipSpace(p, end);
            if (count == elements.Length)
            {
                json.Pointer = p;
                count++;
                return null;
            }

            var next = TElement.Read(p, end, out elements[count]);
            json.Pointer = p;
            if (next is null) return Unexpected<TElement, T>(p, end);
            count++;
            p = SkipSpace(next, end);
            if (p == end) return "'data' is not closed";
            if (*p == ',')
            {
                p++;
                continue;
            }

            json.Pointer = p;
            if (*p != ']') return Unexpected<TElement, T>(p, end);
            json.Pointer++;
            return null;
        }
    }

    private static string? ReadNested<T, TElement>(ref JsonCursor json, ReadOnlySpan<long> shape, Span<T> elements, out int read)
        where TElement : struct, IJsonElement<T>
    {
        read = 0;
        var inner = shape[1..];
        var rows = 0L;
        do
        {
            if (!json.TryRead((byte)'[')) return Uneven(shape);
            if (rows++ == shape[0]) return $"'data' has more than {shape[0]} arrays where the shape says {shape[0]}";
            var error = ReadRow<T, TElement>(ref json, inner, elements[read..], out var count);
            if (error is not null) return error;
            read += count;
        }
        while (json.TryRead((byte)','));
        if (!json.TryRead((byte)']')) return "'data' is not closed";
        return rows == shape[0] ? null : $"'data' has {rows} arrays where the shape says {shape[0]}";
    }

    private static string? ReadRow<T, TElement>(ref JsonCursor json, ReadOnlySpan<long> shape, Span<T> elements, out int count)
        where TElement : struct, IJsonElement<T>
    {
        if (shape.Length == 1)
            return ReadFlat<T, TElement>(ref json, elements[..(int)Math.Min(shape[0], elements.Length)], out count)
                ?? CountError(count, shape[0], shape);
        count = 0;
        if (json.Peek() == '[') return ReadNested<T, TElement>(ref json, shape, elements, out count);
        return shape[0] == 0 && json.TryRead((byte)']') ? null : Uneven(shape);
    }

    private static string? ReadOne<T, TElement>(ref JsonCursor json, Span<T> elements)
        where TElement : struct, IJsonElement<T>
    {
        var next = TElement.Read(json.Pointer, json.End, out elements[0]);
        if (next is null) return Unexpected<TElement, T>(json.Pointer, json.End);
        json.Pointer = next;
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* SkipSpace(byte* p, byte* end)
    {
        while (p < end && *p <= ' ' && *p is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') p++;
        return p;
    }

    private static string Uneven(ReadOnlySpan<long> shape) => $"'data' is not nested as the shape {TensorShape.Text(shape)} says";

    private static string? CountError(long count, long expected, ReadOnlySpan<long> shape) =>
        count == expected ? null
        : count > expected ? $"'data' has more than the {expected} elements of the shape {TensorShape.Text(shape)}"
        : $"'data' has {count} elements, but the shape {TensorShape.Text(shape)} has {expected}";

    private static string Unexpected<TElement, T>(byte* p, byte* end)
        where TElement : struct, IJsonElement<T> => p == end ? "'data' is not closed" : $"'data' must hold {TElement.Expected}";
}

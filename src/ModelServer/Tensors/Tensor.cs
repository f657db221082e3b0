using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Modelwright.ModelServer.Tensors;

/// <summary>
/// A tensor in memory of our own that ONNX Runtime reads in place. The memory and the native handle are kept for the next tensor of the
/// same size: for a model whose inputs always have the same shape, a request allocates nothing.
/// </summary>
internal sealed unsafe class Tensor : IDisposable
{
    private const nuint Alignment = 64;
    private const int MaxKept = 64;
    private const int KeptBytes = 32;

    private readonly long capacity;
    private byte* data;
    private OrtValue? value;
    private byte[]? kept;

    private Tensor(byte* data, long capacity, Datatype datatype, long[] shape)
    {
        this.data = data;
        this.capacity = capacity;
        Datatype = datatype;
        Shape = shape;
    }

    ~Tensor() => Release();

    /// <summary>The type of the elements.</summary>
    public Datatype Datatype { get; private set; }

    /// <summary>The dimensions.</summary>
    public long[] Shape { get; private set; }

    /// <summary>The number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>What ONNX Runtime takes as input.</summary>
    public OrtValue Value => value ?? throw new ObjectDisposedException(nameof(Tensor));

    /// <summary>The bytes set aside; what the pool sorts by. Zero for strings, which ONNX Runtime keeps itself.</summary>
    public long Capacity => capacity;

    /// <summary>A tensor of numbers or truth values in <paramref name="capacity"/> bytes of native memory, not yet shaped.</summary>
    public static Tensor Allocate(long capacity) =>
        new((byte*)NativeMemory.AlignedAlloc((nuint)capacity, Alignment), capacity, Datatype.UInt8, []);

    /// <summary>A tensor of empty strings.</summary>
    public static Tensor OfStrings(long[] shape, int count)
    {
        var tensor = new Tensor(null, 0, Datatype.Bytes, shape) { Count = count };
        tensor.value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        return tensor;
    }

    /// <summary>Whether it has this type and shape already.</summary>
    public bool Is(Datatype datatype, ReadOnlySpan<long> shape) => value is not null && Datatype == datatype && shape.SequenceEqual(Shape);

    /// <summary>Makes the memory a tensor of this type and shape, whose elements are what the memory happens to hold.</summary>
    public void Reshape(Datatype datatype, ReadOnlySpan<long> shape, int count)
    {
        if (Is(datatype, shape)) return;
        value?.Dispose();
        Datatype = datatype;
        Shape = shape.ToArray();
        Count = count;
        value = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, datatype.Element(), Shape, (nint)data, (long)count * datatype.Size());
    }

    /// <summary>The elements of a tensor that is not of strings.</summary>
    public Span<byte> Bytes => new(data, Count * Datatype.Size());

    /// <inheritdoc cref="Bytes"/>
    public Span<T> Elements<T>()
        where T : unmanaged => new(data, Count);

    /// <summary>Sets one element of a tensor of strings. Short ones are kept: reading them back takes native calls.</summary>
    public void SetText(int element, ReadOnlySpan<byte> utf8)
    {
        Value.StringTensorSetElementAt(utf8, element);
        if (Count > MaxKept) return;
        kept ??= new byte[Count * KeptBytes];
        var place = kept.AsSpan(element * KeptBytes, KeptBytes);
        place[0] = 0;
        if (utf8.Length >= KeptBytes) return;

        // The length and one, so that zero says that nothing is kept.
        place[0] = (byte)(utf8.Length + 1);
        utf8.CopyTo(place[1..]);
    }

    /// <summary>One element of a tensor of strings, as its bytes.</summary>
    public ReadOnlySpan<byte> Text(int element) => kept is not null && kept[element * KeptBytes] is > 0 and var length
        ? kept.AsSpan((element * KeptBytes) + 1, length - 1)
        : Value.GetStringElementAsSpan(element);

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        value?.Dispose();
        value = null;
        NativeMemory.AlignedFree(data);
        data = null;
    }
}

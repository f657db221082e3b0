using System.Numerics;

namespace Modelwright.ModelServer.Tensors;

/// <summary>Keeps the memory of input tensors for the next request, by power-of-two sizes and up to a bound.</summary>
internal sealed class TensorPool : IDisposable
{
    private const int SmallestLog2 = 6;
    private const int LargestLog2 = 24;

    private readonly Stack<Tensor>[] classes = [.. Enumerable.Range(0, LargestLog2 - SmallestLog2 + 1).Select(_ => new Stack<Tensor>())];
    private readonly long bound;
    private long kept;
    private bool disposed;

    /// <summary>A pool that keeps at most <paramref name="maxKeptBytes"/> bytes while they are not in use.</summary>
    public TensorPool(long maxKeptBytes = 256 << 20) => bound = maxKeptBytes;

    /// <summary>A tensor of the given type and shape with arbitrary contents; <paramref name="count"/> is the product of the shape.</summary>
    public Tensor Rent(Datatype datatype, ReadOnlySpan<long> shape, int count)
    {
        if (datatype == Datatype.Bytes) return Tensor.OfStrings(shape.ToArray(), count);
        var size = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1L << SmallestLog2, (long)count * datatype.Size()));
        var tensor = Take(size) ?? Tensor.Allocate(size);
        tensor.Reshape(datatype, shape, count);
        return tensor;
    }

    /// <summary>Gives a tensor back; the caller must not touch it any more.</summary>
    public void Return(Tensor tensor)
    {
        if (Class(tensor.Capacity) is { } stack)
            lock (classes)
                if (!disposed && kept + tensor.Capacity <= bound)
                {
                    kept += tensor.Capacity;
                    stack.Push(tensor);
                    return;
                }

        tensor.Dispose();
    }

    public void Dispose()
    {
        lock (classes)
        {
            disposed = true;
            foreach (var stack in classes)
                while (stack.TryPop(out var tensor)) tensor.Dispose();
        }
    }

    private Tensor? Take(long size)
    {
        if (Class(size) is not { } stack) return null;
        lock (classes)
        {
            if (!stack.TryPop(out var tensor)) return null;
            kept -= size;
            return tensor;
        }
    }

    private Stack<Tensor>? Class(long size) =>
        size is >= 1L << SmallestLog2 and <= 1L << LargestLog2 ? classes[BitOperations.Log2((ulong)size) - SmallestLog2] : null;
}

using System.Numerics;

namespace Modelwright.ModelServer.Tensors;

/// <summary>Keeps tensors for the next request, by power-of-two sizes and up to a bound.</summary>
internal sealed class TensorPool : IDisposable
{
    private const int SmallestLog2 = 6;
    private const int LargestLog2 = 24;

    // Making a native handle costs more than looking a little further for one that fits.
    private const int LookAt = 8;

    private readonly List<Tensor>[] classes = [.. Enumerable.Range(0, LargestLog2 - SmallestLog2 + 1).Select(_ => new List<Tensor>())];
    private readonly long bound;
    private long kept;
    private volatile bool disposed;

    /// <summary>A pool that keeps at most <paramref name="maxKeptBytes"/> bytes while they are not in use.</summary>
    public TensorPool(long maxKeptBytes = 256 << 20) => bound = maxKeptBytes;

    /// <summary>
    /// A tensor of the given type and shape with arbitrary contents; <paramref name="count"/> is the product of the shape.
    /// </summary>
    public Tensor Rent(Datatype datatype, ReadOnlySpan<long> shape, int count)
    {
        if (datatype == Datatype.Bytes) return Tensor.OfStrings(shape.ToArray(), count);
        var size = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1L << SmallestLog2, (long)count * datatype.Size()));
        var tensor = Take(size, datatype, shape) ?? Tensor.Allocate(size);
        tensor.Reshape(datatype, shape, count);
        return tensor;
    }

    /// <summary>Gives a tensor back; the caller must not touch it any more.</summary>
    public void Return(Tensor tensor)
    {
        if (Class(tensor.Capacity) is { } free && Interlocked.Add(ref kept, tensor.Capacity) is var total)
        {
            lock (free)
            {
                if (!disposed && total <= bound)
                {
                    free.Add(tensor);
                    return;
                }
            }

            Interlocked.Add(ref kept, -tensor.Capacity);
        }

        tensor.Dispose();
    }

    public void Dispose()
    {
        disposed = true;
        foreach (var free in classes)
        {
            lock (free)
            {
                foreach (var tensor in free) tensor.Dispose();
                free.Clear();
            }
        }
    }

    // One that has the type and shape already, else the one used last.
    private Tensor? Take(long size, Datatype datatype, ReadOnlySpan<long> shape)
    {
        if (Class(size) is not { } free) return null;
        Tensor found;
        lock (free)
        {
            var last = free.Count - 1;
            if (last < 0) return null;
            var index = last;
            while (index > 0 && last - index < LookAt && !free[index].Is(datatype, shape)) index--;
            if (!free[index].Is(datatype, shape)) index = last;
            found = free[index];
            free.RemoveAt(index);
        }

        Interlocked.Add(ref kept, -size);
        return found;
    }

    private List<Tensor>? Class(long size) =>
        size is >= 1L << SmallestLog2 and <= 1L << LargestLog2 ? classes[BitOperations.Log2((ulong)size) - SmallestLog2] : null;
}

using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Tests.Tensors;

public sealed class TensorPoolTests
{
    [Fact]
    public void Rent_after_return_gives_the_tensor_of_the_same_shape_back()
    {
        using var pool = new TensorPool();
        var first = pool.Rent(Datatype.Float32, [1, 13], 13);
        var second = pool.Rent(Datatype.Int64, [1], 1);
        var (value, other) = (first.Value, second.Value);
        pool.Return(first);
        pool.Return(second);
        pool.Rent(Datatype.Float32, [1, 13], 13).Value.ShouldBeSameAs(value);
        pool.Rent(Datatype.Int64, [1], 1).Value.ShouldBeSameAs(other);
    }

    [Fact]
    public void Rent_reuses_memory_for_another_shape_and_type()
    {
        using var pool = new TensorPool();
        var tensor = pool.Rent(Datatype.Float32, [4], 4);
        pool.Return(tensor);
        var again = pool.Rent(Datatype.Int64, [2, 3], 6);
        again.ShouldBeSameAs(tensor);
        again.Value.GetTensorTypeAndShape().Shape.ShouldBe([2, 3]);
        again.Bytes.Length.ShouldBe(48);
    }

    [Fact]
    public void Return_beyond_the_bound_frees_the_memory()
    {
        using var pool = new TensorPool(maxKeptBytes: 64);
        var (first, second) = (pool.Rent(Datatype.UInt8, [1], 1), pool.Rent(Datatype.UInt8, [1], 1));
        pool.Return(first);
        pool.Return(second);
        first.Value.ShouldNotBeNull();
        Should.Throw<ObjectDisposedException>(() => second.Value);
    }

    [Fact]
    public void Return_after_dispose_frees_the_memory()
    {
        var pool = new TensorPool();
        var tensor = pool.Rent(Datatype.UInt8, [1], 1);
        pool.Dispose();
        pool.Return(tensor);
        Should.Throw<ObjectDisposedException>(() => tensor.Value);
    }

    [Theory]
    [InlineData(new long[0], 1)]
    [InlineData(new long[] { 0, long.MaxValue, long.MaxValue }, 0)]
    [InlineData(new long[] { 3, 4 }, 12)]
    [InlineData(new long[] { long.MaxValue, 2 }, -1)]
    [InlineData(new long[] { long.MaxValue, long.MaxValue, long.MaxValue }, -1)]
    public void ElementCount_is_the_product_or_minus_one_when_it_overflows(long[] shape, long count) => TensorShape.ElementCount(shape)
        .ShouldBe(count);
}

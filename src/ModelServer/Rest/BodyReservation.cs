namespace Modelwright.ModelServer.Rest;

/// <summary>
/// What one request holds of the budget, from its first byte until it is answered: its tensors take about as much as its body did.
/// </summary>
internal sealed class BodyReservation(BodyBudget budget) : IDisposable
{
    private long bytes;

    /// <summary>Holds so many bytes in all; throws <see cref="RequestException"/> (503) when others hold too much.</summary>
    public void Grow(long total)
    {
        if (total <= bytes) return;
        if (!budget.TryTake(total - bytes))
            throw new RequestException(
                StatusCodes.Status503ServiceUnavailable,
                "the requests in progress take all the memory set aside for them; try again later");
        bytes = total;
    }

    public void Dispose()
    {
        if (bytes > 0) budget.Return(bytes);
        bytes = 0;
    }
}

using CsCheck;
using Modelwright.Agent.Fetching;

namespace Modelwright.Agent.Tests.Fetching;

public sealed class FetchPolicyTests
{
    [Fact]
    public void Waits_grow_vary_by_half_and_stay_bounded() => Gen.Select(Gen.Int[1, 1000], Gen.Int).Sample((attempt, seed) =>
    {
        var policy = new FetchPolicy();
        var delay = policy.DelayAfter(attempt, new Random(seed));
        var middle = Math.Min(Math.Pow(2, attempt - 1), 15);
        return delay >= TimeSpan.FromSeconds(middle * 0.5) && delay <= TimeSpan.FromSeconds(middle * 1.5);
    });
}

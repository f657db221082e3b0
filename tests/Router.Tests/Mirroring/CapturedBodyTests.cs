using CsCheck;
using Modelwright.Router.Forwarding;
using Modelwright.Router.Mirroring;

namespace Modelwright.Router.Tests.Mirroring;

public sealed class CapturedBodyTests
{
    [Fact]
    public void Any_pieces_make_the_whole_and_give_everything_back() =>
        Gen.Byte.Array[0, 20_000].Array[0, 8].Sample(pieces =>
        {
            var budget = new ReplayBudget(1 << 20);
            using (var body = new CapturedBody(200_000, budget))
            {
                foreach (var piece in pieces) body.Add(piece);
                body.IsWhole.ShouldBeTrue();
                body.Bytes.ToArray().ShouldBe(pieces.SelectMany(p => p).ToArray());
                budget.Left.ShouldBeLessThanOrEqualTo((1 << 20) - body.Bytes.Length);
            }

            budget.Left.ShouldBe(1 << 20);
        }, iter: 50);

    [Theory]
    [InlineData(100, 1 << 20)]
    [InlineData(1_000_000, 16_384)]
    public void Body_beyond_the_limit_or_the_budget_is_not_kept_at_all(int limit, int bytes)
    {
        var budget = new ReplayBudget(bytes);
        using var body = new CapturedBody(limit, budget);
        body.Add(new byte[90]);
        body.Add(new byte[16_384]);
        body.IsWhole.ShouldBeFalse();
        body.Bytes.Length.ShouldBe(0);
        budget.Left.ShouldBe(bytes);
        body.Add(new byte[10]);
        body.Bytes.Length.ShouldBe(0);
    }
}

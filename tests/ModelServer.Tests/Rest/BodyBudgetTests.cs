using Modelwright.ModelServer.Rest;

namespace Modelwright.ModelServer.Tests.Rest;

public sealed class BodyBudgetTests
{
    [Fact]
    public void Grow_beyond_what_is_left_is_answered_503_and_takes_nothing()
    {
        var budget = new BodyBudget(100);
        using var first = new BodyReservation(budget);
        first.Grow(60);
        using var second = new BodyReservation(budget);
        second.Grow(40);
        Should.Throw<RequestException>(() => second.Grow(41)).StatusCode.ShouldBe(503);
        budget.Taken.ShouldBe(100);
        first.Dispose();
        second.Grow(100);
        budget.Taken.ShouldBe(100);
    }

    [Fact]
    public void Dispose_gives_back_once()
    {
        var budget = new BodyBudget(100);
        var reservation = new BodyReservation(budget);
        reservation.Grow(70);
        reservation.Grow(50);
        budget.Taken.ShouldBe(70);
        reservation.Dispose();
        reservation.Dispose();
        budget.Taken.ShouldBe(0);
    }
}

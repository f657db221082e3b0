using CsCheck;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Tests.Models.Analysis;

/// <summary>Every request counts once, or not at all.</summary>
public sealed class AnalysisCountingTests
{
    private static Stretch Counted(AnalysisWorld world) =>
        Stretch.Parse(world.Metric().Evidence!.Single(text => text.StartsWith($"{world.Subject.Weight} ", StringComparison.Ordinal)))!;

    [Fact]
    public void Operator_restart_goes_on_from_the_status_and_loses_one_interval_at_most()
    {
        var world = new AnalysisWorld();
        world.Look();
        world.After(() => world.Serve(1000, 0.02, 0.01));
        Counted(world).ShouldBe(new(50, 500, 10, 500, 5));

        world.Restart();
        world.Serve(600, 0.02, 0.02);
        world.Look().Verdict.ShouldBe(AnalysisVerdict.Inconclusive);
        Counted(world).ShouldBe(new(50, 500, 10, 500, 5));
        world.After(() => world.Serve(1000, 0.02, 0.02));
        Counted(world).ShouldBe(new(50, 1000, 20, 1000, 15));
    }

    [Fact]
    public void Router_restart_neither_invents_nor_doubles()
    {
        var world = new AnalysisWorld();
        world.Look();
        world.After(() => world.Serve(1000, 0.02, 0.02));
        world.Routers[0].Restart();
        world.After(() => world.Serve(5000, 0.02, 0.02));
        Counted(world).ShouldBe(new(50, 500, 10, 500, 10));
        world.After(() => world.Serve(1000, 0.02, 0.02));
        Counted(world).ShouldBe(new(50, 1000, 20, 1000, 20));
    }

    [Fact]
    public void Routers_add_up_and_one_that_comes_is_first_read()
    {
        var world = new AnalysisWorld();
        world.Look();
        world.Routers.Add(new("router-1"));
        world.After(() => world.Serve(1000, 0, 0));
        Counted(world).CanaryRequests.ShouldBe(250);
        world.After(() => world.Serve(1000, 0, 0));
        Counted(world).CanaryRequests.ShouldBe(750);
        world.Routers.RemoveAt(0);
        world.After(() => world.Serve(1000, 0, 0));
        Counted(world).CanaryRequests.ShouldBe(1250);
    }

    [Fact]
    public void Change_of_the_route_drops_what_is_counted_across_it_and_begins_a_stretch()
    {
        var world = new AnalysisWorld();
        world.Move(5);
        world.Look();
        world.After(() => world.Serve(1000, 0.02, 0.02));
        world.Serve(1000, 0, 0);
        world.Move(25);
        world.Serve(1000, 1, 1);
        world.Look();
        world.Metric().Evidence.ShouldBe(["5 50 1 950 19"]);
        world.After(() => world.Serve(1000, 0, 0));
        world.Metric().Evidence.ShouldBe(["5 50 1 950 19", "25 250 0 750 0"]);
        world.Status.Requests.ShouldBe(["5 50 0 950 0", "25 250 0 750 0"]);
    }

    [Fact]
    public void Another_rollout_begins_anew()
    {
        var world = new AnalysisWorld();
        world.Look();
        world.After(() => world.Serve(1000, 0.02, 0.02));
        world.Subject = world.Subject with { StartTime = world.Now };
        world.Look().Verdict.ShouldBe(AnalysisVerdict.NoData);
        world.Metric().Evidence.ShouldBeNull();
    }

    [Fact]
    public void Any_course_of_events_counts_no_request_twice()
    {
        Gen.Int[0, 7].Array[1, 40].Sample(
            course =>
            {
                var world = new AnalysisWorld();
                world.Routers.Add(new("router-1"));
                world.Look();
                var served = new Dictionary<int, (long Canary, long Stable)>();
                foreach (var happening in course)
                {
                    switch (happening)
                    {
                        case 0: world.Restart(); break;
                        case 1: world.Routers[0].Restart(); break;
                        case 2: world.Move(world.Subject.Weight == 50 ? 20 : 50); break;
                        case 3: world.Spoilt = world.Spoilt is null ? _ => "nonsense" : null; break;
                        default:
                            var weight = world.Subject.Weight;
                            var before = served.GetValueOrDefault(weight);
                            served[weight] = (before.Canary + 200 * weight / 100, before.Stable + 200 - 200 * weight / 100);
                            world.Serve(200, 0.05, 0.05);
                            break;
                    }

                    world.After();
                    foreach (var stretch in (world.Metric().Evidence ?? []).Select(text => Stretch.Parse(text)!))
                    {
                        stretch.CanaryRequests.ShouldBeLessThanOrEqualTo(served[stretch.Weight].Canary);
                        stretch.StableRequests.ShouldBeLessThanOrEqualTo(served[stretch.Weight].Stable);
                        stretch.CanaryFailures.ShouldBeLessThanOrEqualTo(stretch.CanaryRequests);
                    }
                }

                // Whatever happened, it counts again once it is over.
                world.Spoilt = null;
                world.After();
                var total = (world.Metric().Evidence ?? []).Select(text => Stretch.Parse(text)!).Total().CanaryRequests;
                world.After(() => world.Serve(200, 0, 0));
                world.Metric().Evidence!.Select(text => Stretch.Parse(text)!).Total().CanaryRequests
                    .ShouldBe(total + 2L * world.Subject.Weight);
            },
            iter: 60, threads: 1);
    }
}

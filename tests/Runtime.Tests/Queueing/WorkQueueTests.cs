using CsCheck;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Queueing;

namespace Modelwright.Runtime.Tests.Queueing;

public sealed class WorkQueueTests
{
    private readonly VirtualTimeProvider time = new();

    [Fact]
    public void Add_twice_hands_out_once()
    {
        var queue = new WorkQueue<string>(time);
        queue.Add("a");
        queue.Add("a");
        queue.Depth.ShouldBe(1);
        Take(queue).ShouldBe("a");
        queue.TryTake(out _).ShouldBeFalse();
    }

    [Fact]
    public void Add_while_processing_is_due_again_after_complete()
    {
        var queue = new WorkQueue<string>(time);
        queue.Add("a");
        Take(queue);
        queue.Add("a");
        queue.TryTake(out _).ShouldBeFalse();
        queue.Complete("a");
        Take(queue).ShouldBe("a");
        queue.Complete("a");
        queue.TryTake(out _).ShouldBeFalse();
    }

    [Fact]
    public void Normal_priority_overtakes_low_and_an_upgrade_moves_the_key()
    {
        var queue = new WorkQueue<string>(time);
        queue.Add("a", QueuePriority.Low);
        queue.Add("b", QueuePriority.Low);
        queue.Add("c");
        queue.Add("b");
        new[] { Take(queue), Take(queue), Take(queue) }.ShouldBe(["c", "b", "a"]);
    }

    [Fact]
    public void AddAfter_keeps_the_earliest_time()
    {
        var queue = new WorkQueue<string>(time);
        queue.AddAfter("a", TimeSpan.FromMinutes(5));
        queue.AddAfter("a", TimeSpan.FromSeconds(5));
        queue.AddAfter("a", TimeSpan.FromHours(5));
        queue.NextDue().ShouldBe(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        Take(queue).ShouldBe("a");
        queue.Complete("a");
        queue.NextDue().ShouldBeNull();
    }

    [Fact]
    public void Waited_counts_from_when_the_key_was_due()
    {
        var queue = new WorkQueue<string>(time);
        queue.AddAfter("a", TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(7));
        queue.TryTake(out var item).ShouldBeTrue();
        item.Waited.ShouldBe(TimeSpan.FromSeconds(2));
    }

    private enum Step
    {
        Add,
        AddLow,
        AddAfter,
        Take,
        Complete,
        Pass,
    }

    /// <summary>
    /// Against a model that is obviously right and slow: for every key its due time and priority, and whether it is in work.
    /// </summary>
    [Fact]
    public void Random_histories_agree_with_the_model() =>
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 4], Gen.Int[0, 8]).List[0, 80].Sample(steps =>
        {
            var clock = new VirtualTimeProvider();
            var queue = new WorkQueue<int>(clock);
            var wanted = new Dictionary<int, (long Due, QueuePriority Priority)>();
            var working = new HashSet<int>();
            foreach (var (step, key, amount) in steps)
            {
                var now = clock.GetTimestamp();
                switch (step)
                {
                    case Step.Add: Want(key, now, QueuePriority.Normal); queue.Add(key); break;
                    case Step.AddLow: Want(key, now, QueuePriority.Low); queue.Add(key, QueuePriority.Low); break;
                    case Step.AddAfter:
                        Want(key, now + TimeSpan.FromSeconds(amount).Ticks, QueuePriority.Normal);
                        queue.AddAfter(key, TimeSpan.FromSeconds(amount));
                        break;
                    case Step.Complete: working.Remove(key); queue.Complete(key); break;
                    case Step.Pass: clock.Advance(TimeSpan.FromSeconds(amount)); break;
                    case Step.Take:
                        var due = wanted.Where(entry => entry.Value.Due <= now && !working.Contains(entry.Key)).ToList();
                        queue.TryTake(out var item).ShouldBe(due.Count > 0);
                        if (due.Count == 0) break;
                        due.Select(entry => entry.Key).ShouldContain(item.Key);
                        item.Priority.ShouldBe(due.Max(entry => entry.Value.Priority));
                        wanted.Remove(item.Key);
                        working.Add(item.Key);
                        break;
                }

                queue.Processing.ShouldBe(working.Count);
                var delayed = wanted.Where(entry => entry.Value.Due > clock.GetTimestamp()).Select(entry => entry.Value.Due).ToList();
                if (delayed.Count == 0 && step == Step.Take) (queue.NextDue() ?? TimeSpan.Zero).ShouldBe(TimeSpan.Zero);
            }

            void Want(int key, long due, QueuePriority priority) =>
                wanted[key] = wanted.TryGetValue(key, out var known)
                    ? (Math.Min(known.Due, due), known.Priority > priority ? known.Priority : priority)
                    : (due, priority);
        });

    [Fact]
    public void Every_added_key_is_handed_out_in_the_end() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 30]).List[0, 60].Sample(adds =>
        {
            var clock = new VirtualTimeProvider();
            var queue = new WorkQueue<int>(clock);
            foreach (var (key, delay) in adds) queue.AddAfter(key, TimeSpan.FromSeconds(delay));
            var seen = new HashSet<int>();
            for (var second = 0; second <= 30; second++)
            {
                while (queue.TryTake(out var item))
                {
                    seen.Add(item.Key).ShouldBeTrue();
                    queue.Complete(item.Key);
                }

                clock.Advance(TimeSpan.FromSeconds(1));
            }

            seen.ShouldBe(adds.Select(add => add.Item1).ToHashSet(), ignoreOrder: true);
            queue.Depth.ShouldBe(0);
        });

    private static string Take(WorkQueue<string> queue)
    {
        queue.TryTake(out var item).ShouldBeTrue();
        return item.Key;
    }
}

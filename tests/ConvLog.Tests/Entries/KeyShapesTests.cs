using System.Runtime.CompilerServices;
using ConvLog.Entries;

namespace ConvLog.Tests.Entries;

/// <summary>Regression: generated keys filled the cache, and every later call of the process was three to four times slower.</summary>
public class KeyShapesTests
{
    [Fact]
    public void Recurring_key_shapes_are_remembered_however_many_other_keys_appear()
    {
        LogField[] before = [("before_one", 1), ("before_two", 2)];
        Remembers(before).Should().BeTrue();
        MakeUp(100_000);
        Remembers(before).Should().BeTrue();

        LogField[] after = [("after_one", 1), ("after_two", 2), ("after_three", 3)];
        Remembers(after).Should().BeTrue();
        MakeUp(100_000, meanwhile: after);
        KeyShapes.Contains(after).Should().BeTrue("it came again all the time");
    }

    [Fact]
    public void Keys_that_never_recur_are_forgotten()
    {
        var keys = MakeUp(20_000);
        MakeUp(200_000);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        keys.Count(static key => key.IsAlive).Should().BeLessThanOrEqualTo(KeyShapes.Slots);
    }

    [Fact]
    public void Different_keys_orders_and_counts_are_different_shapes()
    {
        LogField[] known = [("shape_a", 1), ("shape_b", 2)];
        Remembers(known).Should().BeTrue();
        LogField[] swapped = [known[1], known[0]];
        LogField[] shorter = [known[0]];
        LogField[] sameText = [(new string("shape_a"), 1), ("shape_b", 2)];
        KeyShapes.Contains(swapped).Should().BeFalse();
        KeyShapes.Contains(shorter).Should().BeFalse();
        KeyShapes.Contains(sameText).Should().BeFalse("another instance is looked at again");
    }

    [Fact]
    public async Task Concurrent_lookups_never_find_shapes_that_were_not_added()
    {
        string[] names = [.. Enumerable.Range(0, 64).Select(static i => $"thread_key_{i:00}")];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            var random = new Random(thread);
            var fields = new LogField[2];
            for (int i = 0; i < 50_000; i++)
            {
                // Only ascending pairs are ever added.
                int low = random.Next(63);
                int high = random.Next(low + 1, 64);
                (fields[0], fields[1]) = ((names[low], 1), (names[high], 2));
                KeyShapes.Add(fields);
                (fields[0], fields[1]) = (fields[1], fields[0]);
                if (KeyShapes.Contains(fields))
                {
                    throw new InvalidOperationException($"{high} before {low} was found.");
                }
            }
        })));
    }

    // As a log call does: looks the shape up and adds it if it is unknown.
    private static bool Remembers(LogField[] fields)
    {
        for (int i = 0; i < 64; i++)
        {
            if (KeyShapes.Contains(fields))
            {
                return true;
            }

            KeyShapes.Add(fields);
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> MakeUp(int count, LogField[]? meanwhile = null)
    {
        var made = new List<WeakReference>();
        for (int i = 0; i < count; i++)
        {
            string key = "item_" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            LogField[] fields = [(key, i)];
            if (!KeyShapes.Contains(fields))
            {
                KeyShapes.Add(fields);
            }

            if (made.Count < 20_000)
            {
                made.Add(new WeakReference(key));
            }

            if (meanwhile is not null)
            {
                _ = KeyShapes.Contains(meanwhile);
            }
        }

        return made;
    }
}

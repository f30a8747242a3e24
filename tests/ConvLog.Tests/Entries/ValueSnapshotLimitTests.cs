using System.Diagnostics;

namespace ConvLog.Tests.Entries;

/// <summary>Values that are large, deep or hostile.</summary>
public class ValueSnapshotLimitTests
{
    [Fact]
    public void A_large_value_keeps_its_first_part()
    {
        var rows = Enumerable.Range(0, 440).Select(static i => new Row($"row {i} {new string('x', 300)}")).ToList();
        var entry = Logged.Entry(log => log.Info("m", ("rows", rows), ("after", 1)));

        string json = Logged.RawField(entry, "rows");
        json.Should().StartWith("[{\"Text\":\"row 0 xxx").And.EndWith("\"… [cut, 440 items]\"]");
        json.Length.Should().BeInRange(60_000, 66_500);
        entry.Fields["after"].Should().Be(1);
    }

    [Fact]
    public void A_large_argument_leaves_the_others_whole()
    {
        using var session = new Session();
        var rows = Enumerable.Range(0, 5_000).Select(static i => new Row($"row {i} {new string('x', 300)}")).ToArray();
        session.Conversation.BeginFunction("find", "call_1", new { rows, more = rows, guests = 2, date = "2026-11-20" }).Dispose();

        var arguments = session.Sink.FunctionEvents.Should().ContainSingle().Subject.Arguments;
        arguments.Keys.Should().Equal("rows", "more", "guests", "date");
        (arguments["guests"], arguments["date"]).Should().Be((2, "2026-11-20"));
        arguments.ToString().Should().Contain("row 0 ");
    }

    [Fact]
    public void Three_large_values_share_an_entry()
    {
        string[] rows = [.. Enumerable.Repeat(new string('x', 100), 1_000)];
        var entry = Logged.Entry(log => log.Info("m", ("a", rows), ("b", rows), ("c", rows), ("d", "whole")));

        entry.Fields["d"].Should().Be("whole");
        foreach (string key in (string[])["a", "b", "c"])
        {
            Logged.RawField(entry, key).Length.Should().BeInRange(40_000, 45_000);
        }
    }

    [Fact]
    public void An_object_keeps_its_first_200_members()
    {
        string members = string.Join(' ', Enumerable.Range(0, 250).Select(static i => $"public int M{i} {{ get; }} = {i};"));
        object wide = AuthorCode.Instance($"public sealed class Wide {{ {members} }}");
        var entry = Logged.Entry(log => log.Info("m", ("wide", wide), ("after", 1)));

        string json = Logged.RawField(entry, "wide");
        json.Should().StartWith("{\"M0\":0,").And.EndWith("\"M199\":199,\"…\":\"… [cut, 250 keys]\"}");
        entry.Fields["after"].Should().Be(1);
    }

    [Fact]
    public async Task A_value_changed_by_another_thread_is_lost_alone()
    {
        var list = new List<object> { 1 };
        var keyed = new Dictionary<string, object>(StringComparer.Ordinal) { ["a"] = list };
        var built = new System.Text.StringBuilder("built");
        using var session = new Session();
        bool isOver = false;
        var changing = Task.Run(() =>
        {
            for (int i = 0; !Volatile.Read(ref isOver); i++)
            {
                (keyed[$"k{i % 50}"], list[0]) = (i, $"item {i}");
                list.Add(new Row($"row {i}"));
                list.RemoveRange(1, i % 3 == 0 ? list.Count - 1 : 0);
                keyed.Remove($"k{(i + 7) % 50}");
                built.Append(i % 100 == 0 ? "more" : "").Length = 5;
            }
        });
        try
        {
            // On a busy machine, the other thread may not have started yet.
            var watch = System.Diagnostics.Stopwatch.StartNew();
            while (session.Sink.Entries.Count < 3_000
                || (session.Conversation.Losses.Truncated.GetValueOrDefault(LossReason.Unreadable) == 0 && watch.Elapsed < TimeSpan.FromSeconds(20)))
            {
                session.Log.Info("m", ("list", list), ("keyed", keyed), ("both", new { keyed, list }), ("text", built), ("after", 1));
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
        }

        await changing;
        foreach (var entry in session.Sink.Entries)
        {
            using var json = Logged.Parse(entry);
            json.RootElement.GetProperty("after").GetInt32().Should().Be(1);
        }

        long marked = session.Sink.Entries.Count(static entry => entry.ToJson().Contains("[unreadable: ", StringComparison.Ordinal));
        marked.Should().BePositive("the collections change all the time");
        session.Conversation.Losses.Truncated[LossReason.Unreadable].Should().BeGreaterThanOrEqualTo(marked);
    }

    [Theory]
    [InlineData("million items")]
    [InlineData("deep")]
    [InlineData("blocking members")]
    [InlineData("blocking members in a list")]
    public void The_call_returns_quickly_and_allocates_little(string what)
    {
        object value = what switch
        {
            "million items" => Enumerable.Range(0, 1_000_000).ToArray(),
            "deep" => Deep(1_000),
            "blocking members" => new Blocking(),
            _ => new[] { new Blocking(), new Blocking() },
        };
        using var session = new Session();
        session.Log.Info("m", ("v", value)); // Warms up the type metadata.

        var best = TimeSpan.MaxValue;
        long allocated = 0;
        for (int i = 0; i < 100; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            session.Log.Info("m", ("v", value), ("after", 1));
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        session.Last.Fields["after"].Should().Be(1);
        best.Should().BeLessThan(TimeSpan.FromMilliseconds(1));
        allocated.Should().BeLessThan(1_000_000);
    }

    private static object Deep(int depth)
    {
        object nested = "leaf";
        for (int i = 0; i < depth; i++)
        {
            nested = i % 2 == 0 ? new { nested } : new object[] { nested };
        }

        return nested;
    }

    private sealed record Row(string Text);

    private sealed class Blocking
    {
        public int Kept { get; init; } = 1;

        public string Blocks
        {
            get
            {
                using ManualResetEvent never = new(false);
                never.WaitOne();
                return "";
            }
        }

        public byte[] Large => new byte[100_000_000];

        public string Throws => throw new InvalidOperationException("Jane");

        public override string ToString() => Blocks;
    }
}

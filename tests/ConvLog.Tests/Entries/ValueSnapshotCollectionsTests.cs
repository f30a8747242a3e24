using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace ConvLog.Tests.Entries;

public class ValueSnapshotCollectionsTests
{
    private const string NotEvaluated = "\"[sequence, not evaluated]\"";

    public static TheoryData<object, string> Counted => new()
    {
        { new[] { 1, 2, 3 }, "[1,2,3]" },
        { Array.Empty<string>(), "[]" },
        { new List<string?> { "a", null }, """["a",null]""" },
        { new int[][] { [1], [2, 3] }, "[[1],[2,3]]" },
        { new HashSet<string>(StringComparer.Ordinal) { "a" }, """["a"]""" },
        { new HashSet<int> { 1, 2 }, "[1,2]" },
        { new HashSet<Guid> { Guid.Empty }, """["00000000-0000-0000-0000-000000000000"]""" },
        { new SortedSet<int> { 2, 1 }, "[1,2]" },
        { new Queue<int>([1, 2]), "[1,2]" },
        { new Stack<int>([1, 2]), "[2,1]" },
        { new LinkedList<int>([1, 2]), "[1,2]" },
        { new ArrayList { 1, "x" }, """[1,"x"]""" },
        { ImmutableArray.Create(1, 2), "[1,2]" },
        { ImmutableList.Create("a"), """["a"]""" },
        { new ReadOnlyCollection<int>([1]), "[1]" },
        { new ArraySegment<int>([1, 2, 3], 1, 2), "[2,3]" },
        { new ConcurrentQueue<int>([1]), "[1]" },
        { new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1, ["b"] = 2 }, """{"a":1,"b":2}""" },
        { new Dictionary<int, string> { [1] = "x" }, """{"1":"x"}""" },
        { new Dictionary<Guid, bool> { [Guid.Empty] = true }, """{"00000000-0000-0000-0000-000000000000":true}""" },
        { new Dictionary<DayOfWeek, int> { [DayOfWeek.Monday] = 1 }, """{"Monday":1}""" },
        { new SortedList<string, object?>(StringComparer.Ordinal) { ["a"] = null }, """{"a":null}""" },
        { new ReadOnlyDictionary<string, int>(new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }), """{"a":1}""" },
        { new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }.ToFrozenDictionary(StringComparer.Ordinal), """{"a":1}""" },
        { ImmutableDictionary.Create<string, int>(StringComparer.Ordinal).Add("a", 1), """{"a":1}""" },
        { new Hashtable { ["a"] = 1 }, """{"a":1}""" },
        { (1, "x"), """[1,"x"]""" },
        { Tuple.Create(1, (object?)null), "[1,null]" },
        { new byte[] { 1, 2, 255 }, "\"AQL/\"" },
        { new ReadOnlyMemory<byte>([1, 2, 255]), "\"AQL/\"" },
        { new Memory<byte>([1]), "\"AQ==\"" },
        { new LogField[] { ("a", 1), ("b", "x") }, """{"a":1,"b":"x"}""" },
        { new[] { new[] { ("k", 1) } }, """[[["k",1]]]""" },
    };

    [Theory]
    [MemberData(nameof(Counted), DisableDiscoveryEnumeration = true)]
    public void A_collection_with_a_count_becomes_JSON(object value, string json) => Logged.Value(value).Should().Be(json);

    [Fact]
    public void A_dictionary_of_the_authors_own_is_read_by_its_pairs()
        => Logged.Value(new Pairs([KeyValuePair.Create("a", (object?)1), KeyValuePair.Create("b", (object?)"x")])).Should().Be("""{"a":1,"b":"x"}""");

    [Fact]
    public void A_lazy_sequence_is_never_enumerated_and_says_so()
    {
        int steps = 0;
        IEnumerable<int> Lazy()
        {
            while (true)
            {
                steps++;
                yield return steps;
            }
        }

        Logged.Value(Lazy()).Should().Be(NotEvaluated);
        Logged.Value(new[] { 1, 2 }.Select(i => steps += i)).Should().Be(NotEvaluated);
        Logged.Value(new List<int> { 1, 2 }.Where(i => (steps += i) > 0)).Should().Be(NotEvaluated);
        Logged.Value(new List<string> { "a" }.Select(s => s + steps++)).Should().Be(NotEvaluated);
        Logged.Value(new List<int> { 2, 1 }.OrderBy(i => steps += i)).Should().Be(NotEvaluated);
        Logged.Value(new { Inner = Lazy() }).Should().Be($"{{\"Inner\":{NotEvaluated}}}");
        Logged.Value(new object[] { Lazy() }).Should().Be($"[{NotEvaluated}]");
        Logged.Value(new List<int> { 1 }.AsQueryable().Where(i => i > 0)).Should().Be(NotEvaluated);
        steps.Should().Be(0);
    }

    [Fact]
    public void A_sequence_that_is_asynchronous_is_never_enumerated()
    {
        int steps = 0;
        async IAsyncEnumerable<int> Lazy()
        {
            steps++;
            await Task.Yield();
            yield return steps;
        }

        Logged.Value(Lazy()).Should().Be(NotEvaluated);
        steps.Should().Be(0);
    }

    [Fact]
    public void A_collection_that_never_ends_is_cut_whatever_count_it_claims()
        => Logged.Value(new Endless(), new LogLimits { ItemsPerCollection = 3 }).Should().Be("""[1,2,3,"… [cut, 2 items]"]""");

    [Fact]
    public void A_throwing_enumerator_loses_only_later_items()
    {
        var entry = Logged.Entry(log => log.Info("m", ("a", 1), ("bad", new Broken()), ("b", 2)));

        Logged.RawField(entry, "bad").Should().Be("""["first","[unreadable: InvalidOperationException]"]""");
        entry.Fields.Keys.Should().Equal("a", "bad", "b");
    }

    [Fact]
    public void A_throwing_key_is_lost_alone()
    {
        var entry = Logged.Entry(static log => log.Info("m", ("v", new Dictionary<BadKey, int> { [new BadKey(1)] = 1, [new BadKey(2)] = 2 }), ("b", 2)));

        Logged.RawField(entry, "v").Should().Be("""{"[unreadable: InvalidOperationException]":1,"[unreadable: InvalidOperationException]_2":2}""");
        entry.Fields["b"].Should().Be(2);
    }

    [Fact]
    public async Task A_collection_changed_while_it_is_read_loses_only_its_value()
    {
        using var session = new Session();
        var list = new List<int>(Enumerable.Range(0, 100));
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                list.Add(i);
                list.RemoveAt(0);
            }
        });
        for (int i = 0; i < 200; i++)
        {
            session.Log.Info("m", ("list", list), ("i", i));
        }

        await stop.CancelAsync();
        await writer;
        session.Sink.Entries.Should().HaveCount(200).And.OnlyContain(entry => entry.Fields.Count == 2);
    }

    private sealed record BadKey(int Number) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => throw new InvalidOperationException("secret");
    }

    private sealed class Pairs(KeyValuePair<string, object?>[] pairs) : IReadOnlyCollection<KeyValuePair<string, object?>>
    {
        public int Count => pairs.Length;

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => pairs.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Endless : IReadOnlyCollection<int>
    {
        public int Count => 2;

        public IEnumerator<int> GetEnumerator()
        {
            for (int i = 1; ; i++)
            {
                yield return i;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Broken : IReadOnlyCollection<string>
    {
        public int Count => 2;

        public IEnumerator<string> GetEnumerator()
        {
            yield return "first";
            throw new InvalidOperationException("secret");
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

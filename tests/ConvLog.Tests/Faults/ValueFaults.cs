using System.Collections;
using System.Dynamic;
using System.Text.Json.Nodes;

namespace ConvLog.Tests.Faults;

/// <summary>Cases A09 to A14 of the fault list: unusual values.</summary>
public class ValueFaults
{
    [Fact]
    public void A09_a_million_fields_are_cut_at_the_limit()
    {
        LogField[] fields = [.. Enumerable.Range(0, 1_000_000).Select(i => (LogField)("k", i))];
        Logged.Entry(log => log.Info("m", fields)).Fields.ToString().Should().Be("k=999999");

        LogField[] apart = [.. Enumerable.Range(0, 100_000).Select(i => LogField.Of($"k{i}", i))];
        var entry = Logged.Entry(log => log.Info("m", apart));
        entry.Fields.Should().HaveCount(65);
        entry.Fields["fields_cut"].Should().Be(99_936);
    }

    [Fact]
    public void A09_a_million_items_are_cut_at_the_limit()
        => Logged.Value(new int[1_000_000]).Should().EndWith("0,\"… [cut, 1000000 items]\"]").And.Subject.Length.Should().BeLessThan(3_000);

    [Fact]
    public void A09_an_endless_sequence_is_never_enumerated()
    {
        static IEnumerable<int> Endless()
        {
            while (true)
            {
                yield return 1;
            }
        }

        Logged.Value(Endless()).Should().Be("\"[sequence, not evaluated]\"");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(65)]
    [InlineData(100_000)]
    public void A10_deep_nesting_is_cut_without_overflowing_the_stack(int depth)
    {
        object nested = "leaf";
        for (int i = 0; i < depth; i++)
        {
            nested = new[] { nested };
        }

        int kept = Math.Min(depth, LogLimits.Default.Depth);
        string inner = kept == depth ? "\"leaf\"" : "\"[cut, too deep]\"";
        Logged.Value(nested).Should().Be(string.Concat(new string('[', kept), inner, new string(']', kept)));
    }

    [Fact]
    public void A10_a_list_and_a_dictionary_that_contain_themselves_end()
    {
        var list = new List<object>();
        list.Add(list);
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        map["self"] = map;
        var pair = new object[2];
        pair[0] = Tuple.Create(pair, pair);
        pair[1] = pair;

        using var session = new Session();
        session.Log.Info("m", ("list", list), ("map", map), ("pair", pair), ("b", 2));

        session.Last.Fields["b"].Should().Be(2);
        session.Last.ToJson().Should().Contain("[cut, too deep]");
        session.Last.ToJson().Length.Should().BeLessThan(1_000_000);
    }

    [Fact]
    public void A11_a_value_that_throws_leaves_an_error_mark_without_the_message()
    {
        using var session = new Session();
        session.Log.Info("m", ("getter", new ThrowingGetter()), ("items", new ThrowingItems()), ("text", new ThrowingText()),
            ("hash", new Dictionary<ThrowingHash, int>(ReferenceEqualityComparer.Instance)), ("b", 2));

        session.Last.Fields["b"].Should().Be(2);
        session.Last.ToJson().Should().Contain("[unreadable: ").And.NotContain("Jane");
        Logged.RawField(session.Last, "text").Should().Be("{}");
    }

    [Fact]
    public void A11_an_unreadable_key_loses_only_its_dictionary()
    {
        var entry = Logged.Entry(log => log.Info("m", ("map", new Dictionary<object, int> { [new ThrowingText()] = 1 }), ("b", 2)));

        entry.Fields["b"].Should().Be(2);
        entry.ToJson().Should().NotContain("Jane");
    }

    [Fact]
    public void A12_reflection_can_be_switched_off_so_that_no_getter_runs()
    {
        using var session = new Session(reflectObjects: ObjectReflection.None);
        var counting = new CountingGetter();
        session.Log.Info("m", ("v", counting), ("list", new object[] { counting }),
            ("map", new Dictionary<string, object>(StringComparer.Ordinal) { ["k"] = counting }));

        counting.Calls.Should().Be(0);
        session.Last.ToJson().Should().Contain(nameof(CountingGetter));
    }

    [Fact]
    public void A13_a_value_changed_after_the_call_is_stored_as_it_was()
    {
        var list = new List<int> { 1 };
        byte[] bytes = [1];
        var text = new System.Text.StringBuilder("a");
        var node = new JsonObject { ["a"] = 1 };
        var entry = Logged.Entry(log => log.Info("m", ("list", list), ("bytes", bytes), ("text", text), ("node", node)));
        string before = entry.ToJson();
        list.Add(2);
        bytes[0] = 2;
        text.Append('b');
        node["a"] = 2;

        entry.ToJson().Should().Be(before).And.EndWith("""
            "list":[1],"bytes":"AQ==","text":"a","node":{"a":1}}
            """);
    }

    [Fact]
    public void A14_tasks_streams_and_delegates_are_recorded_by_type_without_side_effects()
    {
        var disposable = new Disposable();
        using var stream = new MemoryStream([1, 2]);
        using var stop = new CancellationTokenSource();
        bool ran = false;
        var lazy = new Lazy<bool>(() => ran = true);
        var never = new TaskCompletionSource<int>().Task;
        Action action = () => ran = true;

        Logged.Value(disposable).Should().Be($"\"{typeof(Disposable)}\"");
        Logged.Value(stream).Should().Be("\"System.IO.MemoryStream\"");
        Logged.Value(never).Should().StartWith("\"System.Threading.Tasks.Task");
        Logged.Value(stop.Token).Should().Be("\"System.Threading.CancellationToken\"");
        Logged.Value(action).Should().Be("\"System.Action\"");
        Logged.Value(typeof(string)).Should().NotBeEmpty();
        Logged.Value(lazy).Should().StartWith("\"System.Lazy");
        Logged.Value(new Thread(() => ran = true)).Should().Be("\"System.Threading.Thread\"");
        Logged.Value(new HttpClient()).Should().Be("\"System.Net.Http.HttpClient\"");
        Logged.Value(new InvalidOperationException("x")).Should().Be("\"System.InvalidOperationException\"");
        disposable.IsDisposed.Should().BeFalse();
        stream.Position.Should().Be(0);
        ran.Should().BeFalse();
        lazy.IsValueCreated.Should().BeFalse();
    }

    [Fact]
    public void A14_dynamic_anonymous_and_struct_values_are_recorded_by_their_content()
    {
        dynamic expando = new ExpandoObject();
        expando.a = 1;
        Logged.Value((object)expando).Should().Be("""{"a":1}""");
        Logged.Value(new { a = 1 }).Should().Be("""{"a":1}""");
        Logged.Value(new Pair(1, "x")).Should().Be("""{"A":1,"B":"x"}""");
        Logged.Value(DBNull.Value).Should().Be("null");
        Logged.Value(new object()).Should().Be("\"System.Object\"");
        Logged.Value(1..2).Should().Be("\"1..2\"");
    }

    private readonly record struct Pair(int A, string B);

    private sealed class ThrowingGetter
    {
        public string Name => throw new InvalidOperationException("Jane Doe");
    }

    private sealed class ThrowingItems : ICollection
    {
        public int Count => throw new InvalidOperationException("Jane Doe");

        public bool IsSynchronized => false;

        public object SyncRoot => this;

        public void CopyTo(Array array, int index) => throw new InvalidOperationException("Jane Doe");

        public IEnumerator GetEnumerator() => throw new InvalidOperationException("Jane Doe");
    }

    private sealed class ThrowingText
    {
        public override string ToString() => throw new InvalidOperationException("Jane Doe");
    }

    private sealed class ThrowingHash
    {
        public override int GetHashCode() => throw new InvalidOperationException("Jane Doe");

        public override bool Equals(object? obj) => throw new InvalidOperationException("Jane Doe");
    }

    private sealed class CountingGetter
    {
        public int Calls { get; private set; }

        public int Value => ++Calls;
    }

    private sealed class Disposable : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public string Secret => "never read";

        public void Dispose() => IsDisposed = true;
    }
}

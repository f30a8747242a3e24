using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Dynamic;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Newtonsoft.Json.Linq;
using NodaTime;

namespace ConvLog.Tests.Entries;

/// <summary>Kinds of logged values and their expected JSON. docs/values.md lists the same.</summary>
internal static class ValueTable
{
    public static IEnumerable<(string Kind, object? Value, string Json)> All =>
        [.. Scalars, .. Texts, .. Platform, .. Collections, .. Keyed, .. Objects, .. Libraries, .. Unread];

    private static (string Kind, object? Value, string Json)[] Scalars =>
    [
        ("null", null, "null"),
        ("DBNull", DBNull.Value, "null"),
        ("bool", true, "true"),
        ("sbyte", (sbyte)-8, "-8"),
        ("byte", (byte)8, "8"),
        ("short", (short)-16, "-16"),
        ("ushort", (ushort)16, "16"),
        ("int", 32, "32"),
        ("uint", 32u, "32"),
        ("long", 64L, "64"),
        ("ulong", ulong.MaxValue, "18446744073709551615"),
        ("nint", (nint)5, "5"),
        ("nuint", (nuint)5, "5"),
        ("Int128", Int128.MaxValue, "170141183460469231731687303715884105727"),
        ("UInt128", UInt128.MaxValue, "340282366920938463463374607431768211455"),
        ("BigInteger", BigInteger.Pow(10, 30), "1000000000000000000000000000000"),
        ("Half", (Half)1.5, "1.5"),
        ("float", 1.1f, "1.1"),
        ("double", 1.1, "1.1"),
        ("NaN", double.NaN, "\"NaN\""),
        ("decimal", 1.10m, "1.10"),
        ("Complex", new Complex(1, 2), "\"<1; 2>\""),
        ("nullable with a value", (int?)4, "4"),
        ("nullable without one", (int?)null, "null"),
        ("enum", DayOfWeek.Monday, "\"Monday\""),
        ("flags", RegexOptions.Compiled | RegexOptions.IgnoreCase, "\"IgnoreCase, Compiled\""),
        ("enum without a name", (DayOfWeek)9, "\"9\""),
    ];

    private static (string Kind, object? Value, string Json)[] Texts =>
    [
        ("string", "a \"b\"", "\"a \\\"b\\\"\""),
        ("empty string", "", "\"\""),
        ("char", 'c', "\"c\""),
        ("Rune", new Rune(0x1F600), "\"\\uD83D\\uDE00\""),
        ("StringBuilder", new StringBuilder("built"), "\"built\""),
        ("ReadOnlyMemory<char>", "abc".AsMemory(), "\"abc\""),
        ("Memory<char>", "abc".ToCharArray().AsMemory(), "\"abc\""),
        ("DateTime", new DateTime(2026, 11, 20, 20, 30, 0, DateTimeKind.Utc), "\"2026-11-20T20:30:00Z\""),
        ("local DateTime", new DateTime(2026, 11, 20, 20, 30, 0, DateTimeKind.Unspecified), "\"2026-11-20T20:30:00\""),
        ("DateTimeOffset", new DateTimeOffset(2026, 11, 20, 20, 30, 0, TimeSpan.FromHours(1)), "\"2026-11-20T20:30:00+01:00\""),
        ("DateOnly", new DateOnly(2026, 11, 20), "\"2026-11-20\""),
        ("TimeOnly", new TimeOnly(20, 30), "\"20:30:00\""),
        ("TimeSpan", TimeSpan.FromSeconds(90), "\"00:01:30\""),
        ("Guid", Guid.Empty, "\"00000000-0000-0000-0000-000000000000\""),
        ("MaskedText", new MaskedText("open"), "\"open\""),
    ];

    private static (string Kind, object? Value, string Json)[] Platform =>
    [
        ("Uri", new Uri("https://crm.example/a b"), "\"https://crm.example/a b\""),
        ("Version", new Version(1, 2), "\"1.2\""),
        ("Type", typeof(Slot), "\"ConvLog.Tests.Entries.ValueTable+Slot\""),
        ("Index", ^1, "\"^1\""),
        ("Range", 1..2, "\"1..2\""),
        ("HttpMethod", HttpMethod.Get, "\"GET\""),
        ("HttpStatusCode", HttpStatusCode.NotFound, "\"NotFound\""),
        ("IPAddress", IPAddress.Loopback, "\"127.0.0.1\""),
        ("IPEndPoint", new IPEndPoint(IPAddress.Loopback, 80), "\"127.0.0.1:80\""),
        ("DnsEndPoint", new DnsEndPoint("crm.example", 80), "\"Unspecified/crm.example:80\""),
        ("MailAddress", new MailAddress("ada@example.com"), "\"ada@example.com\""),
        ("CultureInfo", CultureInfo.GetCultureInfo("de-DE"), "\"de-DE\""),
        ("TimeZoneInfo", TimeZoneInfo.Utc, "\"UTC\""),
        ("Encoding", Encoding.UTF8, "\"utf-8\""),
        ("Regex", new Regex("a+", RegexOptions.None, TimeSpan.FromSeconds(1)), "\"a+\""),
        ("Vector2", new Vector2(1, 2), "\"<1, 2>\""),
        ("exception inside a value", new { Cause = new TimeoutException("late") }, "{\"Cause\":\"System.TimeoutException\"}"),
    ];

    private static (string Kind, object? Value, string Json)[] Collections =>
    [
        ("array", new[] { 1, 2 }, "[1,2]"),
        ("empty array", Array.Empty<string>(), "[]"),
        ("array of arrays", new int[][] { [1], [2, 3] }, "[[1],[2,3]]"),
        ("array of two dimensions", new[,] { { 1, 2 }, { 3, 4 } }, "[1,2,3,4]"),
        ("byte[]", new byte[] { 1, 2, 255 }, "\"AQL/\""),
        ("ReadOnlyMemory<byte>", new ReadOnlyMemory<byte>([1, 2, 255]), "\"AQL/\""),
        ("ArraySegment<byte>", new ArraySegment<byte>([0, 1, 2, 255], 1, 3), "\"AQL/\""),
        ("ArraySegment", new ArraySegment<int>([1, 2, 3], 1, 2), "[2,3]"),
        ("List", new List<int?> { 1, null }, "[1,null]"),
        ("ArrayList", new ArrayList { 1, "x" }, "[1,\"x\"]"),
        ("HashSet", new HashSet<DayOfWeek> { DayOfWeek.Monday }, "[\"Monday\"]"),
        ("SortedSet", new SortedSet<int> { 2, 1 }, "[1,2]"),
        ("Queue", new Queue<int>([1, 2]), "[1,2]"),
        ("Stack", new Stack<int>([1, 2]), "[2,1]"),
        ("LinkedList", new LinkedList<int>([1, 2]), "[1,2]"),
        ("ConcurrentBag", new ConcurrentBag<int>([1]), "[1]"),
        ("ReadOnlyCollection", new ReadOnlyCollection<int>([1]), "[1]"),
        ("ImmutableArray", ImmutableArray.Create(1, 2), "[1,2]"),
        ("default ImmutableArray", new { Tables = default(ImmutableArray<int>) }, "{\"Tables\":\"[unreadable: InvalidOperationException]\"}"),
        ("list written in place", ImmutableArray.Create<object?>(1, "x"), "[1,\"x\"]"),
        ("ImmutableList", ImmutableList.Create("a"), "[\"a\"]"),
        ("StringCollection", new StringCollection { "a" }, "[\"a\"]"),
        ("BitArray", new BitArray([true, false]), "[true,false]"),
        ("tuple", (1, "x"), "[1,\"x\"]"),
        ("Tuple", Tuple.Create(1, (object?)null), "[1,null]"),
        ("list of tuples", new List<(int, string)> { (1, "x") }, "[[1,\"x\"]]"),
        ("collection of the author's own", new Seats(), "[1,2]"),
        ("list of groups", new[] { "ada", "bob", "al" }.GroupBy(static name => name[0]).ToList(), "[{\"a\":[\"ada\",\"al\"]},{\"b\":[\"bob\"]}]"),
        ("ILookup", new[] { 1, 2, 3 }.ToLookup(static n => n % 2 == 0), "[{\"false\":[1,3]},{\"true\":[2]}]"),
        ("anonymous objects in a list", new[] { new { a = 1 }, new { a = 2 } }, "[{\"a\":1},{\"a\":2}]"),
    ];

    private static (string Kind, object? Value, string Json)[] Keyed =>
    [
        ("Dictionary", new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }, "{\"a\":1}"),
        ("int keys", new Dictionary<int, string> { [1] = "x" }, "{\"1\":\"x\"}"),
        ("enum keys", new Dictionary<DayOfWeek, int> { [DayOfWeek.Monday] = 1 }, "{\"Monday\":1}"),
        ("date keys", new Dictionary<DateOnly, int> { [new DateOnly(2026, 11, 20)] = 1 }, "{\"2026-11-20\":1}"),
        ("tuple keys", new Dictionary<(int, int), string> { [(1, 2)] = "x" }, "{\"(1, 2)\":\"x\"}"),
        ("record keys", new Dictionary<Slot, int> { [new Slot("20:30", 2)] = 1 }, "{\"Slot { Time = 20:30, Seats = 2 }\":1}"),
        ("SortedList", new SortedList<string, object?>(StringComparer.Ordinal) { ["a"] = null }, "{\"a\":null}"),
        ("ConcurrentDictionary", new ConcurrentDictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }, "{\"a\":1}"),
        ("ImmutableDictionary", ImmutableDictionary.Create<string, int>(StringComparer.Ordinal).Add("a", 1), "{\"a\":1}"),
        ("ReadOnlyDictionary", new ReadOnlyDictionary<string, int>(new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }), "{\"a\":1}"),
        ("IReadOnlyDictionary of the author's own", new Prices(), "{\"soup\":6.50}"),
        ("Hashtable", new Hashtable { ["a"] = 1 }, "{\"a\":1}"),
        ("NameValueCollection", new NameValueCollection { { "a", "1" }, { "b", "2" }, { "b", "3" } }, "{\"a\":\"1\",\"b\":[\"2\",\"3\"]}"),
        ("ExpandoObject", Expando(), "{\"a\":1}"),
        ("KeyValuePair", new KeyValuePair<string, int>("seats", 4), "{\"seats\":4}"),
        ("KeyValuePair of other types", new KeyValuePair<int, DayOfWeek>(1, DayOfWeek.Monday), "{\"1\":\"Monday\"}"),
        ("DictionaryEntry", new DictionaryEntry("seats", 4), "{\"seats\":4}"),
        ("list of pairs", new List<KeyValuePair<Guid, int>> { new(Guid.Empty, 1) }, "[{\"00000000-0000-0000-0000-000000000000\":1}]"),
        ("fields", new LogField[] { ("a", 1), ("b", "x") }, "{\"a\":1,\"b\":\"x\"}"),
    ];

    private static (string Kind, object? Value, string Json)[] Objects =>
    [
        ("anonymous object", new { slot = "11:15", at = 1.5m }, "{\"slot\":\"11:15\",\"at\":1.5}"),
        ("record", new Slot("11:15", 2), "{\"Time\":\"11:15\",\"Seats\":2}"),
        ("record struct", new Point(1, 2), "{\"X\":1,\"Y\":2}"),
        ("class", new Order { Id = 7 }, "{\"Id\":7,\"Note\":\"[computed, not read]\",\"Total\":\"[computed, not read]\"}"),
        ("derived class", new VipOrder { Id = 7, Level = 1 }, "{\"Level\":1,\"Note\":\"late\",\"Id\":7,\"Total\":\"[computed, not read]\"}"),
        ("struct with public fields", new Size { Width = 3 }, "{\"Width\":3}"),
        ("nested record", new { slot = new Slot("a", 1) }, "{\"slot\":{\"Time\":\"a\",\"Seats\":1}}"),
        ("property over a field", new Guest("Ada"), "{\"Name\":\"Ada\"}"),
        ("empty object", new { }, "{}"),
        ("identifier with a text", new OrderId(7), "\"ORD-7\""),
        ("identifier that can be parsed", new TableId("T4"), "\"T4\""),
        ("cycle", Cycle(), string.Concat(Enumerable.Repeat("{\"Next\":", 32)) + "\"[cut, too deep]\"" + new string('}', 32)),
    ];

    private static (string Kind, object? Value, string Json)[] Libraries =>
    [
        ("JsonElement", JsonDocument.Parse("{\"a\":1e400}").RootElement, "{\"a\":1e400}"),
        ("JsonDocument", JsonDocument.Parse("[1.10]"), "[1.10]"),
        ("JsonObject", new JsonObject { ["a"] = 1 }, "{\"a\":1}"),
        ("JsonArray", new JsonArray(1, "x"), "[1,\"x\"]"),
        ("JsonValue", JsonValue.Create(double.NaN), "\"NaN\""),
        ("JObject", JObject.Parse("{\"a\":1,\"b\":[true,null],\"c\":{\"d\":\"x\"}}"), "{\"a\":1,\"b\":[true,null],\"c\":{\"d\":\"x\"}}"),
        ("JArray", JArray.Parse("[1,{\"a\":2}]"), "[1,{\"a\":2}]"),
        ("JValue", new JValue(1.5), "1.5"),
        ("JProperty", new JProperty("a", 1), "{\"a\":1}"),
        ("StringValues of one", new Microsoft.Extensions.Primitives.StringValues("a"), "\"a\""),
        ("StringValues", new Microsoft.Extensions.Primitives.StringValues(["a", "b"]), "[\"a\",\"b\"]"),
        ("F# option", FSharpOption<int>.Some(4), "4"),
        ("F# value option", FSharpValueOption<int>.NewValueSome(4), "4"),
        ("F# none", new { Table = FSharpOption<int>.None }, "{\"Table\":null}"),
        ("F# value none", FSharpValueOption<int>.ValueNone, "null"),
        ("F# Ok", FSharpResult<int, string>.NewOk(4), "{\"Ok\":4}"),
        ("F# Error", FSharpResult<int, string>.NewError("full"), "{\"Error\":\"full\"}"),
        ("F# choice", FSharpChoice<int, string>.NewChoice2Of2("x"), "{\"Choice2Of2\":\"x\"}"),
        ("F# list", ListModule.OfSeq([1, 2]), "[1,2]"),
        ("F# list of options", ListModule.OfSeq([FSharpOption<int>.Some(1), FSharpOption<int>.None]), "[1,null]"),
        ("F# set", SetModule.OfSeq([2, 1]), "[1,2]"),
        ("F# map", MapModule.OfSeq([Tuple.Create("a", 1)]), "{\"a\":1}"),
        ("Instant", Instant.FromUtc(2026, 11, 20, 20, 30), "\"2026-11-20T20:30:00Z\""),
        ("LocalDate", new LocalDate(2026, 11, 20), "\"2026-11-20\""),
        ("LocalTime", new LocalTime(20, 30), "\"20:30:00\""),
        ("LocalDateTime", new LocalDateTime(2026, 11, 20, 20, 30), "\"2026-11-20T20:30:00\""),
        ("Duration", Duration.FromMinutes(90), "\"0:01:30:00\""),
    ];

    private static (string Kind, object? Value, string Json)[] Unread =>
    [
        ("iterator", Lazy(), "\"[sequence, not evaluated]\""),
        ("LINQ query", new[] { 1, 2, 3 }.Where(static n => n > 1), "\"[sequence, not evaluated]\""),
        ("LINQ projection", new List<int> { 1 }.Select(static n => n + 1), "\"[sequence, not evaluated]\""),
        ("IQueryable", new[] { 1 }.AsQueryable(), "\"[sequence, not evaluated]\""),
        ("IAsyncEnumerable", LazyAsync(), "\"[sequence, not evaluated]\""),
        ("Task", new Task(static () => { }), "\"System.Threading.Tasks.Task\""),
        ("delegate", (Action)(static () => { }), "\"System.Action\""),
        ("Stream", Stream.Null, "\"System.IO.Stream+NullStream\""),
        ("object", new object(), "\"System.Object\""),
        ("class with a text alone", new Quiet("x"), "\"ConvLog.Tests.Entries.ValueTable+Quiet\""),
        ("disposable", new Lease(), "\"ConvLog.Tests.Entries.ValueTable+Lease\""),
    ];

    private static object Expando()
    {
        IDictionary<string, object?> expando = new ExpandoObject();
        expando["a"] = 1;
        return expando;
    }

    private static Node Cycle()
    {
        var node = new Node();
        node.Next = node;
        return node;
    }

    private static IEnumerable<int> Lazy()
    {
        yield return 1;
    }

    private static async IAsyncEnumerable<int> LazyAsync()
    {
        await Task.Yield();
        yield return 1;
    }

    internal sealed record Slot(string Time, int Seats);

    internal readonly record struct Point(int X, int Y);

    internal class Order
    {
        public int Id { get; init; }

        public virtual string Note => throw new InvalidOperationException("It is computed.");

        public string Total => throw new InvalidOperationException("It is computed.");
    }

    internal sealed class VipOrder : Order
    {
        public int Level { get; init; }

        public override string Note { get; } = "late";
    }

    internal struct Size
    {
        public int Width;
    }

    internal sealed class Guest(string name)
    {
        private readonly string _name = name;

        public string Name => _name;
    }

    internal sealed class Node
    {
        public Node? Next { get; set; }
    }

    private readonly record struct OrderId(int Number) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => string.Create(formatProvider, $"ORD-{Number}");
    }

    private sealed class TableId(string name) : IParsable<TableId>
    {
        public static TableId Parse(string s, IFormatProvider? provider) => new(s);

        public static bool TryParse(string? s, IFormatProvider? provider, out TableId result)
        {
            result = new TableId(s ?? "");
            return s is not null;
        }

        public override string ToString() => name;
    }

    private sealed class Quiet(string held)
    {
        public override string ToString() => held;
    }

    private sealed class Lease : IDisposable
    {
        public int Id { get; init; }

        public void Dispose()
        {
        }
    }

    private sealed class Seats : IReadOnlyCollection<int>
    {
        public int Count => 2;

        public IEnumerator<int> GetEnumerator() => Enumerable.Range(1, 2).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Prices : IReadOnlyDictionary<string, decimal>
    {
        public int Count => 1;

        public IEnumerable<string> Keys => ["soup"];

        public IEnumerable<decimal> Values => [6.50m];

        public decimal this[string key] => 6.50m;

        public bool ContainsKey(string key) => key is "soup";

        public bool TryGetValue(string key, out decimal value) => (value = 6.50m) > 0;

        public IEnumerator<KeyValuePair<string, decimal>> GetEnumerator() => Keys.Zip(Values, KeyValuePair.Create).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ConvLog.Tests.Entries;

/// <summary>Fields from dictionaries and objects, and the flag after more than eight fields. ConvLog.CSharp12.Tests has the same for C# 12.</summary>
public class ConversationLoggerExtensionsTests
{
    [Fact]
    public void Members_of_an_anonymous_object_are_typed_fields()
    {
        var entry = Logged.Entry(log => log.Info("m", new { status = 409, at = DateTimeOffset.UnixEpoch, slots = new[] { 1, 2 }, none = (string?)null }));

        entry.ToJson().Should().EndWith("\"status\":409,\"at\":\"1970-01-01T00:00:00+00:00\",\"slots\":[1,2],\"none\":null}");
        entry.Fields["status"].Should().Be(409);
        entry.Fields["at"].Should().Be(DateTimeOffset.UnixEpoch);
        entry.IsPii.Should().BeFalse();
    }

    [Fact]
    public void Members_of_a_record_have_the_names_of_its_JSON()
        => Fields(log => log.Info("m", new Booking("Jane", 2) { Hidden = "x" })).Should().Equal("Guest=Jane", "seats=2");

    [Fact]
    public void Entries_of_dictionaries_are_fields()
    {
        Fields(log => log.Info("m", new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1, ["b"] = "x" })).Should().Equal("a=1", "b=x");
        Fields(log => log.Warning("m", new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "x" })).Should().Equal("a=x");
        Fields(log => log.Error("m", new ConcurrentDictionary<string, int>(StringComparer.Ordinal) { ["a"] = 5 })).Should().Equal("a=5");
        Fields(log => log.Info("m", new SortedList<string, Guid>(StringComparer.Ordinal) { ["a"] = Guid.Empty })).Should()
            .Equal("a=\"00000000-0000-0000-0000-000000000000\"");
        Fields(log => log.Info("m",
            (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1 })).Should().Equal("a=1");
        Fields(log => log.Info("m", new JsonObject { ["a"] = 1, ["b"] = "x" })).Should().Equal("a=1", "b=x");
        Fields(log => log.Info("m", fields: new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1 })).Should().Equal("a=1");
    }

    [Fact]
    public void Collections_of_fields_and_of_pairs_are_fields()
    {
        Fields(log => log.Info("m", new List<LogField> { ("a", 1), LogField.Of("b", 5UL) })).Should().Equal("a=1", "b=5");
        Fields(log => log.Info("m", new List<KeyValuePair<string, object?>> { new("a", 1) })).Should().Equal("a=1");
        Fields(log => log.Info("m", new List<(string, int)> { ("a", 1), ("b", 2) })).Should().Equal("a=1", "b=2");
    }

    [Fact]
    public void The_flag_and_an_exception_go_with_them()
    {
        var e = new InvalidOperationException("x");
        Logged.Entry(log => log.Info("m", new { a = 1 }, isPii: true)).IsPii.Should().BeTrue();
        Logged.Entry(log => log.Info("m", new { a = 1 }, true)).IsPii.Should().BeTrue();
        Logged.Entry(log => log.Info("m", new { a = 1, isPii = true })).IsPii.Should().BeTrue("the author meant the flag");
        Fields(log => log.Error("m", e, new { status = 409 })).Should().HaveCount(4).And.EndWith("status=409");
        Fields(log => log.Error("m", e, new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1 }, isPii: true)).Should().HaveCount(4);
        Fields(log => log.Error("m", (Exception?)null, new { a = 1 })).Should().Equal("a=1");
    }

    [Fact]
    public void Personal_members_become_personal_fields()
    {
        var entry = Logged.Entry(log
            => log.Info("m", new { phone = new MaskedText("+34910", "+34…"), email = LogField.Pii("x", "jane@example.com"), open = 1 }));

        entry.IsPii.Should().BeFalse();
        entry.Fields.Select(static field => (field.Key, field.IsPii)).Should().Equal(("phone", true), ("email", true), ("open", false));
        entry.Fields.ToString().Should().NotContain("910").And.NotContain("jane");
    }

    [Fact]
    public void Keys_of_the_entry_are_not_overridden_and_limits_hold()
    {
        Fields(log => log.Info("m", new { level = "x", content = 1 })).Should().Equal("field_level=x", "field_content=1");
        var many = Enumerable.Range(0, 100).ToDictionary(static i => $"k{i}", static i => (object?)i, StringComparer.Ordinal);
        Fields(log => log.Info("m", many)).Should().HaveCount(65).And.EndWith("fields_cut=36");
    }

    [Fact]
    public void With_reflection_off_no_member_is_read()
    {
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { ReflectObjects = ObjectReflection.None });
        conv.Log.Info("m", new Booking("Jane", 2));

        sink.Entries[0].Fields.Keys.Should().Equal("_");
        sink.Entries[0].ToJson().Should().Contain("Booking").And.NotContain("Jane");
    }

    [Fact]
    public void Registered_types_are_read_where_reflection_is_off()
    {
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c"), sink,
            new ConversationOptions { ReflectObjects = ObjectReflection.None, JsonTypes = ExtensionsJson.Default });
        conv.Log.Info("m", new Booking("Jane", 2));

        sink.Entries[0].Fields.ToString().Should().Be("Guest=Jane, seats=2");
    }

    [Fact]
    public void A_throwing_member_is_lost_alone_and_counted()
    {
        using var session = new Session(reflectObjects: ObjectReflection.All);
        session.Log.Info("m", new Throwing());
        session.Log.Info("m", new ThrowingDictionary());
        session.Log.Info("m", (Dictionary<string, object?>?)null);

        session.Sink.Entries[0].Fields.Select(static field => field.ToString()).Should().Equal("Good=1", "Bad=[unreadable: InvalidOperationException]");
        session.Sink.Entries[1].Fields.ToString().Should().Be("_=[unreadable: NotSupportedException]");
        session.Sink.Entries[2].Fields.Should().BeEmpty();
        session.Conversation.Losses.Truncated.Should().Contain(LossReason.Unreadable, 2);
    }

    [Fact]
    public void A_value_without_members_is_one_field_and_is_not_enumerated_or_awaited()
    {
        Fields(log => log.Info("m", new List<int> { 1, 2 })).Should().Equal("_=[1,2]");
        Fields(log => log.Info("m", new Uri("https://crm.example"))).Should().Equal("_=\"https://crm.example\"");
        Fields(log => log.Info("m", Task.FromResult(1))).Should().ContainSingle().Which.Should().StartWith("_=System.Threading.Tasks.Task");
        Fields(log => log.Info("m", Endless())).Should().ContainSingle();

        static IEnumerable<KeyValuePair<string, object?>> Endless()
        {
            while (true)
            {
                yield return new("a", 1);
            }
        }
    }

    [Fact]
    public void A_change_afterwards_changes_nothing()
    {
        var list = new List<int> { 1 };
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = list };
        var entry = Logged.Entry(log => log.Info("m", fields));
        list.Add(2);
        fields["a"] = "changed";

        Logged.RawField(entry, "a").Should().Be("[1]");
    }

    [Fact]
    public void Nine_to_sixteen_fields_take_the_flag_after_them()
    {
        var nine = Logged.Entry(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9), isPii: true));
        var sixteen = Logged.Entry(log => log.Error("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9), ("j", 10),
            ("k", 11), ("l", 12), ("m", 13), ("n", 14), ("o", 15), ("p", 16), isPii: true));

        nine.IsPii.Should().BeTrue();
        nine.Fields.ToString().Should().Be("a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9");
        (sixteen.IsPii, sixteen.Fields.Count, sixteen.Level).Should().Be((true, 16, EntryLevel.Error));
    }

    [Theory]
    [InlineData(nameof(ConversationLogger.Warning))]
    [InlineData(nameof(ConversationLogger.Error))]
    public void Every_level_has_the_same_extensions(string level)
    {
        static string[] Signatures(string name) => [.. typeof(ConversationLoggerExtensions).GetMethods()
            .Where(method => string.Equals(method.Name, name, StringComparison.Ordinal))
            .Select(static method => $"{string.Join(", ", method.GetParameters().Select(static p => $"{p.ParameterType} {p.Name}"))} "
                + $"{method.GetCustomAttribute<ObsoleteAttribute>()?.Message}")
            .Order(StringComparer.Ordinal)];

        Signatures(level).Should().Equal(Signatures(nameof(ConversationLogger.Info))).And.HaveCount(9);
    }

    [Fact]
    public void Each_writes_at_its_own_level()
    {
        using var session = new Session();
        var log = session.Log;
        log.Info("m", new { a = 1 });
        log.Info("m", (Exception?)null, new { a = 1 });
        log.Warning("m", new { a = 1 });
        log.Warning("m", (Exception?)null, new { a = 1 });
        log.Warning("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9), isPii: true);
        log.Error("m", new { a = 1 });
        log.Error("m", (Exception?)null, new { a = 1 });

        session.Sink.Entries.Select(static entry => entry.Level).Should().Equal(EntryLevel.Info, EntryLevel.Info, EntryLevel.Warning, EntryLevel.Warning,
            EntryLevel.Warning, EntryLevel.Error, EntryLevel.Error);
    }

    [Fact]
    public void A_call_that_does_not_compile_is_personal_when_made_by_reflection()
    {
        using var session = new Session();
        var refused = typeof(ConversationLoggerExtensions).GetMethods()
            .Where(static method => method.GetCustomAttribute<ObsoleteAttribute>() is not null).ToList();
        foreach (var method in refused)
        {
            var call = method.IsGenericMethod ? method.MakeGenericMethod(typeof(string)) : method;
            call.Invoke(null, [.. call.GetParameters().Select(parameter => Argument(parameter, session.Log))]);
        }

        refused.Should().HaveCount(18);
        session.Sink.Entries.Should().HaveCount(18).And.OnlyContain(static entry => entry.IsPii);

        static object? Argument(ParameterInfo parameter, ConversationLogger log) => parameter.ParameterType.Name switch
        {
            nameof(ConversationLogger) => log,
            nameof(Boolean) => false,
            nameof(String) or nameof(Object) => "Jane",
            "String[]" or "Object[]" => new[] { "Jane" },
            _ => null,
        };
    }

    private static string[] Fields(Action<ConversationLogger> log) => [.. Logged.Entry(log).Fields.Select(static field => field.ToString())];

    internal sealed record Booking(string Guest, [property: JsonPropertyName("seats")] int Seats)
    {
        [JsonIgnore]
        public string? Hidden { get; init; }
    }

    private sealed class Throwing
    {
        public int Good => 1;

        public int Bad => throw new InvalidOperationException("Jane Doe");
    }

    private sealed class ThrowingDictionary : Dictionary<string, object?>, IReadOnlyCollection<KeyValuePair<string, object?>>
    {
        int IReadOnlyCollection<KeyValuePair<string, object?>>.Count => throw new NotSupportedException("Jane Doe");
    }
}

[JsonSerializable(typeof(ConversationLoggerExtensionsTests.Booking))]
internal sealed partial class ExtensionsJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Tests.Entries;

public partial class ValueSnapshotObjectsTests
{
    [Fact]
    public void Records_anonymous_objects_and_plain_classes_become_JSON_by_their_properties()
    {
        Logged.Value(new Slot("11:15", 2)).Should().Be("""{"Time":"11:15","Seats":2}""");
        Logged.Value(new { slot = new Slot("11:15", 2), at = 1.5m }).Should().Be("""{"slot":{"Time":"11:15","Seats":2},"at":1.5}""");
        Logged.Value(new Point(1, 2)).Should().Be("""{"X":1,"Y":2}""");
        Logged.Value(new[] { new Slot("a", 1) }).Should().Be("""[{"Time":"a","Seats":1}]""");
    }

    [Fact]
    public void A_throwing_getter_loses_only_that_value()
        => All(new Awkward()).Should().Be("""{"Good":1,"Bad":"[unreadable: InvalidOperationException]","AlsoGood":2}""");

    [Fact]
    public void An_exception_of_a_getter_is_recorded_by_its_type_only()
        => All(new Awkward()).Should().NotContain("Jane");

    [Fact]
    public void The_authors_JSON_attributes_apply()
    {
        Logged.Value(new Attributed()).Should().Be("""{"slot_time":"11:15","Kind":"[computed, not read]"}""");
        All(new Attributed()).Should().Be("""{"slot_time":"11:15","Kind":"Seated"}""");
    }

    [Fact]
    public void A_type_with_its_own_converter_is_converted_only_where_code_may_run()
    {
        All(new Money(5)).Should().Be("""{"amount":5,"currency":"EUR"}""");
        All(new[] { new Money(5) }).Should().Be("""[{"amount":5,"currency":"EUR"}]""");
        Logged.Value(new Money(5)).Should().Be($"\"{typeof(Money)}\"");
    }

    [Fact]
    public void A_member_is_not_read_past_a_converter_that_may_hide_it()
    {
        Logged.Value(new Paid("4711", new Money(5))).Should().Be($$"""{"Card":"[computed, not read]","Price":"{{typeof(Money)}}"}""");
        All(new Paid("4711", new Money(5))).Should().Be("""{"Card":"***","Price":{"amount":5,"currency":"EUR"}}""");
    }

    [Fact]
    public void A_throwing_converter_loses_only_that_value()
    {
        All(new object[] { new Unwritable(), 2 }).Should().Be("""["[unreadable: InvalidOperationException]",2]""");
        All(new { Bad = new Unwritable(), B = 2 }).Should().Be("""{"Bad":"[unreadable: InvalidOperationException]","B":2}""");
    }

    [Fact]
    public void ToString_of_an_object_is_not_called()
    {
        Logged.Value(new Loud()).Should().Be("{}");
        Logged.Value(new Quiet("x")).Should().Be($"\"{typeof(Quiet)}\"");
        Loud.Asked.Should().BeFalse();
    }

    [Fact]
    public void Without_reflection_an_object_is_recorded_by_its_type_name()
    {
        using var session = new Session(reflectObjects: ObjectReflection.None);
        session.Log.Info("m", ("v", new Slot("11:15", 2)), ("list", new object[] { new Slot("a", 1), 1 }));

        Logged.RawField(session.Last, "v").Should().Be($"\"{typeof(Slot)}\"");
        Logged.RawField(session.Last, "list").Should().Be($"[\"{typeof(Slot)}\",1]");
    }

    [Fact]
    public void Without_reflection_a_registered_type_is_read_by_its_metadata()
    {
        using var session = new Session(jsonTypes: Registered.Default, reflectObjects: ObjectReflection.None);
        session.Log.Info("m", ("v", new Slot("11:15", 2)), ("other", new Point(1, 2)));

        Logged.RawField(session.Last, "v").Should().Be("""{"Time":"11:15","Seats":2}""");
        Logged.RawField(session.Last, "other").Should().Be($"\"{typeof(Point)}\"");
    }

    [Fact]
    public void Registered_metadata_takes_precedence_over_reflection()
    {
        var renaming = new DefaultJsonTypeInfoResolver { Modifiers = { RenameTime } };
        using var session = new Session(jsonTypes: renaming);
        session.Log.Info("m", ("v", new Slot("11:15", 2)), ("other", new Point(1, 2)));

        Logged.RawField(session.Last, "v").Should().Be("""{"at":"11:15","Seats":2}""");
        Logged.RawField(session.Last, "other").Should().Be("""{"X":1,"Y":2}""");
    }

    [Fact]
    public void An_object_that_references_itself_ends_at_the_depth_limit()
    {
        var node = new Node();
        node.Next = node;

        Logged.Value(node, new LogLimits { Depth = 3 }).Should().Be("""{"Next":{"Next":{"Next":"[cut, too deep]"}}}""");
    }

    [Fact]
    public void An_object_with_many_references_to_itself_is_cut_by_its_size()
    {
        var web = new Web();
        web.A = web.B = web.C = web.D = web;

        var entry = Logged.Entry(log => log.Info("m", ("v", web), ("after", 1)), new LogLimits { EntrySize = 1_024 });

        entry.ToJson().Length.Should().BeLessThan(20_000);
        entry.Fields["after"].Should().Be(1);
    }

    [Fact]
    public void A_context_that_describes_types_keeps_its_settings()
    {
        using var session = new Session(jsonTypes: Styled.Default);
        session.Log.Info("m", ("v", new Placed { PlaceName = "Terrace", Seats = 2 }));

        Logged.RawField(session.Last, "v").Should().Be("""{"place_name":"Terrace","seats":2}""");
    }

    private static string All(object value)
    {
        using var session = new Session(reflectObjects: ObjectReflection.All);
        session.Log.Info("m", ("v", value));
        return Logged.RawField(session.Last, "v");
    }

    private static void RenameTime(JsonTypeInfo type)
    {
        if (type.Type == typeof(Slot))
        {
            type.Properties[0].Name = "at";
        }
    }

    private sealed record Slot(string Time, int Seats);

    private readonly record struct Point(int X, int Y);

    private sealed class Placed
    {
        public int Seats;

        public string PlaceName { get; set; } = "";
    }

    [JsonSerializable(typeof(Placed))]
    [JsonSourceGenerationOptions(IncludeFields = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    private sealed partial class Styled : JsonSerializerContext;

    [JsonSerializable(typeof(Slot))]
    private sealed partial class Registered : JsonSerializerContext;

    private sealed class Awkward
    {
        public int Good => 1;

        public string Bad => throw new InvalidOperationException("Jane Doe");

        public int AlsoGood => 2;
    }

    private sealed class Attributed
    {
        [JsonPropertyName("slot_time")]
        public string Time { get; } = "11:15";

        [JsonIgnore]
        public string Secret => "never";

        public Kinds Kind => Kinds.Seated;

        internal string NotPublic => "never";
    }

    private enum Kinds
    {
        Standing,
        Seated,
    }

    private sealed class Loud
    {
        public static bool Asked { get; private set; }

        public override string ToString()
        {
            Asked = true;
            throw new InvalidOperationException("never asked");
        }
    }

    /// <summary>A type with only a ToString of its own.</summary>
    private sealed class Quiet(string held)
    {
        public override string ToString() => held;
    }

    private sealed record Paid([property: JsonConverter(typeof(HidingConverter))] string Card, Money Price);

    private sealed class HidingConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException("Not read.");

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue("***");
    }

    private sealed class Node
    {
        public Node? Next { get; set; }
    }

    private sealed class Web
    {
        public Web? A { get; set; }

        public Web? B { get; set; }

        public Web? C { get; set; }

        public Web? D { get; set; }
    }

    [JsonConverter(typeof(MoneyConverter))]
    private sealed record Money(decimal Amount);

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException("Not read.");

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("amount", value.Amount);
            writer.WriteString("currency", "EUR");
            writer.WriteEndObject();
        }
    }

    [JsonConverter(typeof(ThrowingConverter))]
    private sealed class Unwritable;

    private sealed class ThrowingConverter : JsonConverter<Unwritable>
    {
        public override Unwritable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException("Not read.");

        public override void Write(Utf8JsonWriter writer, Unwritable value, JsonSerializerOptions options) => throw new InvalidOperationException("Jane");
    }
}

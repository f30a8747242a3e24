using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Compliance.Classification;

namespace ConvLog.Tests.Entries;

/// <summary>Members classified with the attributes of Microsoft.Extensions.Compliance.Abstractions.</summary>
public sealed partial class ClassifiedTypeTests
{
    private const string Secret = "zoe@example.com";

    [Fact]
    public void A_classified_member_of_an_object_given_as_fields_is_a_personal_field()
    {
        var entry = Logged.Entry(static log => log.Info("Guest found", new Guest { Email = Secret, Seats = 2 }));

        entry.IsPii.Should().BeFalse();
        entry.Fields.Select(static field => (field.Key, field.Value, field.IsPii)).Should()
            .BeEquivalentTo([("mail", (object)Secret, true), ("Seats", 2, false)]);
        Redacted(entry).Should().Contain("\"Seats\":2").And.NotContain("zoe");
    }

    public static TheoryData<object> Values() =>
    [
        new Guest { Email = Secret },
        new Positional(Secret, 1),
        new Derived(Secret),
        new Overriding { Email = Secret },
        new Implementing { Email = Secret },
        new UnknownClassification { Email = Secret },
        new Whole { Email = Secret },
        new WithField { Email = Secret },
        new Pair { Email = Secret },
        new { Inner = new[] { new Guest { Email = Secret } } },
        new Dictionary<string, object>(StringComparer.Ordinal) { ["guest"] = new Positional(Secret, 1) },
        new WholeList { Secret },
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_that_holds_a_classified_member_is_personal(object value)
    {
        var entry = Logged.Entry(log => log.Info("m", ("guest", value)));

        entry.Fields.TryGetField("guest", out var field).Should().BeTrue();
        field.IsPii.Should().BeTrue();
        entry.ToJson().Should().Contain(Secret);
        Redacted(entry).Should().NotContain("zoe");
    }

    [Fact]
    public void A_value_that_a_converter_writes_is_personal_where_it_holds_a_classified_member()
    {
        using var session = new Session(reflectObjects: ObjectReflection.All);
        session.Log.Info("m", ("guest", (object)new Converted { Email = Secret }));

        session.Last.ToJson().Should().Contain(Secret);
        Redacted(session.Last).Should().NotContain("zoe");
    }

    [Fact]
    public void A_text_with_a_classified_part_is_personal()
    {
        var entry = Logged.Entry(static log => log.Info("m", ("guest", (object)new Named(Secret)), ("list", new[] { new Named(Secret) })));

        entry.ToJson().Should().Contain($"\"guest\":\"<{Secret}>\"");
        Redacted(entry).Should().NotContain("zoe");
    }

    [Fact]
    public void A_dictionary_with_classified_keys_given_as_fields_is_one_personal_field()
    {
        using var session = new Session();
        var seats = new Dictionary<Named, int> { [new Named(Secret)] = 2 };
        session.Log.Info("m", seats);
        session.Conversation.BeginFunction("book", arguments: seats).Dispose();

        session.Last.Fields.Keys.Should().Equal("_");
        Redacted(session.Last).Should().NotContain("zoe");
        var arguments = session.Sink.FunctionEvents.Should().ContainSingle().Subject.Arguments;
        arguments.Keys.Should().Equal("_");
        arguments[0].IsPii.Should().BeTrue();
    }

    [Fact]
    public void A_key_with_a_classified_part_makes_the_dictionary_personal()
    {
        var entry = Logged.Entry(static log => log.Info("m",
            ("seats", new Dictionary<Positional, int> { [new Positional(Secret, 1)] = 2 }),
            ("pairs", new Dictionary<(Positional, int), int> { [(new Positional(Secret, 1), 1)] = 2 }),
            ("names", new Dictionary<Named, int> { [new Named(Secret)] = 2 })));

        entry.ToJson().Should().Contain(Secret);
        Redacted(entry).Should().NotContain("zoe");
    }

    [Fact]
    public void A_value_classified_as_none_is_visible()
        => Redacted(Logged.Entry(static log => log.Info("m", ("seat", (object)new Seat { Number = "7A" })))).Should().Contain("7A");

    [Fact]
    public void Classification_attributes_apply_to_types_with_generated_metadata()
    {
        using var session = new Session(jsonTypes: Described.Default, reflectObjects: ObjectReflection.None);
        session.Log.Info("m", ("guest", (object)new Guest { Email = Secret }));
        session.Log.Info("m", new Positional(Secret, 1));

        session.Sink.Entries.Should().OnlyContain(static entry => entry.ToJson().Contains(Secret, StringComparison.Ordinal));
        session.Sink.Entries.Should().OnlyContain(static entry => !Redacted(entry).Contains("zoe", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_of_a_function_that_holds_one_is_personal()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("find_guest", arguments: new Guest { Email = Secret, Seats = 2 });
        call.Complete(new Guest { Email = Secret });

        call.Arguments.TryGetField("mail", out var argument).Should().BeTrue();
        argument.IsPii.Should().BeTrue();
        JsonSerializer.Serialize(call).Should().NotContain("zoe");
    }

    private static string Redacted(LogEntry entry) => entry.ToJson(EntryJsonMode.Redacted);

    private interface IReachable
    {
        [PrivateData]
        string Email { get; }
    }

    [JsonSerializable(typeof(Guest))]
    [JsonSerializable(typeof(Positional))]
    private sealed partial class Described : JsonSerializerContext;

    private sealed class PrivateDataAttribute() : DataClassificationAttribute(new DataClassification("Shop", "Private"));

    private sealed class Guest
    {
        [PrivateData]
        [JsonPropertyName("mail")]
        public string Email { get; init; } = "";

        public int Seats { get; init; }
    }

    private sealed class Seat
    {
        [NoDataClassification]
        public string Number { get; init; } = "";
    }

    private record Positional([PrivateData] string Email, int Seats);

    private sealed record Derived(string Email) : Positional(Email, 1);

    private class Overridden
    {
        [PrivateData]
        public virtual string Email { get; init; } = "";
    }

    private sealed class Overriding : Overridden
    {
        public override string Email { get; init; } = "";
    }

    private sealed class Implementing : IReachable
    {
        public string Email { get; init; } = "";
    }

    private sealed class UnknownClassification
    {
        [UnknownDataClassification]
        public string Email { get; init; } = "";
    }

    [PrivateData]
    private sealed class Whole
    {
        public string Email { get; init; } = "";
    }

    private sealed class WithField
    {
        [PrivateData]
        [JsonInclude]
        public string Email = "";
    }

    [PrivateData]
    private sealed class WholeList : List<string>;

    private struct Pair
    {
        [PrivateData]
        public string Email { get; init; }
    }

    [JsonConverter(typeof(Converter))]
    private sealed record Named([PrivateData] string Email) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => $"<{Email}>";
    }

    private sealed class Converted
    {
        [PrivateData]
        public string Email { get; init; } = "";
    }

    private sealed class Converter : JsonConverter<Converted>
    {
        public override Converted Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Converted value, JsonSerializerOptions options) => writer.WriteStringValue(value.Email);
    }
}

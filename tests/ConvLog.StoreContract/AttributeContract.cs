using System.Text.Json;
using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>Conversations are found by exact attribute values, by readers with the permission, and until the attributes expire.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class AttributeContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly RetentionCut s_cut = new() { At = Some.At(1_000), PersonalDataBefore = Some.At(500) };

    private static readonly Dictionary<string, object?> s_values = new(StringComparer.Ordinal)
    {
        ["text"] = "a table for two", ["digits"] = "4.50", ["whole"] = 42L, ["decimal"] = 4.50m, ["double"] = 0.1 + 0.2, ["large"] = 1e300,
        ["small"] = -1.5e-40, ["million"] = 1e6, ["negative"] = -7, ["zero"] = -0.0, ["longest"] = long.MaxValue, ["yes"] = true, ["no"] = false,
        ["none"] = null, ["empty"] = "", ["list"] = new[] { 1, 2 }, ["object"] = new { a = 1 }, ["long"] = new string('x', 1_025), ["id"] = Some.Id("x"),
        ["ü=1"] = "ü", ["a"] = "b=c",
    };

    private static readonly (string Name, string Value, bool IsFound)[] s_cases =
    [
        ("text", "\"a table for two\"", true), ("text", "\"a table\"", false), ("text", "\"A table for two\"", false),
        ("TEXT", "\"a table for two\"", false), ("digits", "\"4.50\"", true), ("digits", "4.50", false), ("digits", "\"4.5\"", false),
        ("whole", "42", true), ("whole", "42.0", true), ("whole", "4.2e1", true), ("whole", "\"42\"", true), ("whole", "420", false),
        ("decimal", "4.5", true), ("decimal", "4.50", true), ("decimal", "45e-1", true), ("double", "0.30000000000000004", true),
        ("double", "0.3", false), ("large", "1e300", true), ("small", "-1.5e-40", true), ("small", "-0.15e-39", true), ("million", "1000000", true),
        ("negative", "-7", true), ("negative", "7", false), ("zero", "0", true), ("longest", "9223372036854775807", true),
        ("longest", "9223372036854775806", false), ("yes", "true", true), ("yes", "false", false), ("no", "false", true), ("ü=1", "\"ü\"", true),
        ("ü", "\"1=ü\"", false), ("a", "\"b=c\"", true), ("a=b", "\"c\"", false),
    ];

    [Fact]
    public async Task An_attribute_value_is_matched_exactly()
    {
        await using (var sink = new StoreSink(Store))
        {
            await using var conversation = new Conversation(new ConversationInfo(Some.Conversation) { Attributes = s_values }, sink);
        }

        await WriteAsync(Some.Opening("other") with { Attributes = Some.Fields(("other", "value")) }, Some.Opening("bare"));

        await EachCase.HoldsAsync(s_cases, async one =>
        {
            using var json = JsonDocument.Parse(one.Value);
            await HoldsAsync(new ConversationQuery { Attributes = [FieldFilter.OfAttribute(one.Name, json.RootElement)] }, withPii: true,
                one.IsFound ? Some.Conversation : "");
        });
    }

    [Theory]
    [InlineData("none", "null")]
    [InlineData("none", "")]
    [InlineData("empty", "")]
    [InlineData("list", "[1,2]")]
    [InlineData("object", "{\"a\":1}")]
    [InlineData("", "x")]
    [InlineData("fields", "REDACTED")]
    public async Task Null_empty_and_structured_attribute_values_match_no_conversation(string name, string value)
    {
        await using (var sink = new StoreSink(Store))
        {
            await using var conversation = new Conversation(new ConversationInfo(Some.Conversation) { Attributes = s_values }, sink);
        }

        await HoldsAsync(new ConversationQuery { Attributes = [new(name, value)] }, withPii: true, "");
    }

    [Fact]
    public async Task The_longest_attribute_value_is_found_and_a_longer_one_is_not()
    {
        string longest = new('x', 1_024);
        await WriteAsync(Some.Opening() with { Attributes = Some.Fields(("kept", longest), ("long", longest + "x"), (longest, "name")) });

        (await ListAsync(new ConversationQuery { Attributes = [new("kept", longest)] })).Should().ContainSingle();
        (await ListAsync(new ConversationQuery { Attributes = [new(longest, "name")] })).Should().ContainSingle();
        (await ListAsync(new ConversationQuery { Attributes = [new("long", longest + "x")] })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Attributes = [new("long", longest)] })).Should().BeEmpty();
    }

    [Fact]
    public async Task Up_to_eight_attributes_must_all_match_and_more_are_rejected()
    {
        var attributes = Enumerable.Range(0, 8).Select(static n => new FieldFilter($"a{n}", $"{n}")).ToList();
        LogField[] fields = [.. attributes.Select(static attribute => LogField.Of(attribute.Key, attribute.Value))];
        await WriteAsync(Some.Opening("all") with { Attributes = Some.Fields(fields) }, Some.Opening("seven") with { Attributes = Some.Fields(fields[1..]) });

        await HoldsAsync(new ConversationQuery { Attributes = attributes }, withPii: true, "all");
        await HoldsAsync(new ConversationQuery { Attributes = attributes[1..] }, withPii: true, "all seven");
        await HoldsAsync(new ConversationQuery { Attributes = attributes, Sort = ConversationSort.Tokens, Ascending = true }, withPii: true, "all");
        FluentActions.Invoking(() => new ConversationQuery { Attributes = [.. attributes, new("a8", "8")] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new ConversationQuery { Attributes = [new("a", "1"), new("a", "2")] }).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task The_latest_opening_with_attributes_is_used()
    {
        await WriteAsync(Some.Opening() with { Attributes = Some.Fields(("tier", "tin"), ("city", "Bonn")) });
        await WriteAsync(Some.Opening() with { Revision = 1, Attributes = Some.Fields(("tier", "gold"), ("city", "Bonn")) });
        await FoundAsync(("tier", "tin", false), ("tier", "gold", true), ("city", "Bonn", true));

        await WriteAsync(Some.Opening(writer: 2, minute: 1));
        await FoundAsync(("tier", "gold", true), ("city", "Bonn", true));

        await WriteAsync(Some.Opening(writer: 2, minute: 1) with { Revision = 1, Attributes = Some.Fields(("tier", "iron")) });
        await FoundAsync(("tier", "gold", false), ("tier", "iron", true), ("city", "Bonn", false));

        await WriteAsync(Some.Opening() with { Attributes = Some.Fields(("tier", "tin")) });
        await FoundAsync(("tier", "tin", false), ("tier", "iron", true));
    }

    [CapabilityFact(typeof(IHoldStore))]
    public async Task Expired_and_erased_attributes_are_not_found()
    {
        await WriteAsync(Gold("old"), Gold("young", minute: 600), Gold("erased", minute: 600), Gold("held", minute: 600));
        await HoldAsync("held");

        await RunAsync(s_cut);
        (await ListAsync(s_gold)).Should().BeEquivalentTo("young", "erased", "held");
        (await ListAsync(s_gold with { Attributes = [new("tier", "[redacted]")] })).Should().BeEmpty();

        await EraseAsync("erased");
        await EraseAsync("held");
        (await ListAsync(s_gold)).Should().BeEquivalentTo("young");

        await WriteAsync(Some.Opening("old", writer: 2, minute: 1_100) with { Attributes = Some.Fields(("city", "Bonn")) });
        (await ListAsync(new ConversationQuery { Attributes = [new("city", "Bonn")] })).Should().Equal("old");
        (await ListAsync(s_gold)).Should().Equal("young");
    }

    [Fact]
    public async Task Without_permission_attributes_are_not_found_and_each_lookup_is_in_the_access_log()
    {
        await WriteAsync(Gold("gold"));
        var reading = new ConversationReader(Store);
        var (permitted, other) = (new Reader("permitted", canReadPii: true), new Reader("other", canReadPii: false));

        (await reading.ListAsync(permitted, s_gold)).Conversations.Should().ContainSingle();
        (await reading.ListAsync(permitted, new ConversationQuery { Attributes = [new("tier", "tin")] })).Conversations.Should().BeEmpty();
        (await reading.ListAsync(other, s_gold with { CountTotal = true })).Should().BeEquivalentTo(new { Conversations = Array.Empty<object>(), Total = 0 });

        (await Store.ReadAccessAsync(new AccessQuery())).Accesses.Select(static access => access.Kind)
            .Should().BeEquivalentTo([AccessKind.Lookup, AccessKind.Lookup]);
        s_gold.ToString().Should().NotContain("gold").And.Contain("Attributes");
        JsonSerializer.Serialize(s_gold).Should().NotContain("gold");
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData("a", "\"\"")]
    [InlineData("a", "null")]
    [InlineData("a", "[1]")]
    [InlineData("a", "{}")]
    public void An_attribute_filter_requires_a_name_and_a_value(string name, string value)
    {
        using var json = JsonDocument.Parse(value);
        FluentActions.Invoking(() => FieldFilter.OfAttribute(name, json.RootElement)).Should().Throw<ArgumentException>();
    }

    private static readonly ConversationQuery s_gold = new() { Attributes = [new("tier", "gold")] };

    private static ConversationRecord Gold(string id, int minute = 0)
        => Some.Opening(id, minute: minute) with { Attributes = Some.Fields(LogField.Pii("tier", "gold")) };

    private async Task FoundAsync(params (string Name, string Value, bool IsFound)[] expected)
    {
        foreach (var (name, value, isFound) in expected)
        {
            await HoldsAsync(new ConversationQuery { Attributes = [new(name, value)] }, withPii: true, isFound ? Some.Conversation : "");
        }
    }
}

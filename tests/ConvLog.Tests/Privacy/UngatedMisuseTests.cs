using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Privacy;

/// <summary>Ways in which an author or host passes on a value without regard to the personal data in it.</summary>
public class UngatedMisuseTests
{
    [Fact]
    public void A_captured_value_logged_as_a_field_contains_no_personal_data()
    {
        using var session = new Session(
            info: new ConversationInfo("conv-42") { UserId = "Jane",
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = "Jane" } });
        session.Log.Info("Jane", ("phone", "+1555"), isPii: true);
        session.Log.Info("marked", LogField.Pii("phone", "Jane"));
        var entries = session.Sink.Entries;
        var opening = session.Sink.Records.OfType<ConversationRecord>().First();

        session.Log.Info("again", ("entry", entries[0]), ("other", entries[1]), ("list", entries.ToArray()), ("info", session.Conversation.Info),
            ("record", opening), ("wrapped", new { entry = entries[0] }));

        session.Last.ToJson().Should().NotContain("Jane").And.NotContain("+1555").And.Contain("\"entry\":{\"is_pii\":true}");
    }

    [Fact]
    public void Custom_resolvers_and_converters_do_not_reveal_personal_data()
    {
        using var session = new Session();
        session.Log.Info("marked", LogField.Pii("phone", "Jane"));
        var options = new JsonSerializerOptions
        {
            IncludeFields = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers =
                { static info => info.Properties.ToList().ForEach(static property => property.ShouldSerialize = static (_, _) => true) } },
        };

        JsonSerializer.Serialize(session.Last, options).Should().NotContain("Jane");
        JsonSerializer.Serialize<object>(new Wrapper(session.Last, session.Last.Fields), options).Should().NotContain("Jane");
        JsonSerializer.SerializeToNode(session.Last)!["phone"]!.GetValue<string>().Should().Be("[redacted]");
        JsonValue.Create(session.Last.Fields[0])!.ToJsonString().Should().NotContain("Jane");
    }

    [Fact]
    public void A_copy_of_a_personal_record_is_personal()
    {
        var record = Some.Entry(1, "Jane", isPii: true);

        JsonSerializer.Serialize(record with { TurnId = "turn" }).Should().Be("""{"is_pii":true}""");
        (record with { TurnId = "turn" }).ToString().Should().NotContain("Jane");
    }

    [Fact]
    public void An_error_of_a_tuple_set_or_queue_of_records_does_not_print_them()
    {
        var record = Some.Note() with { Text = "call Jane back" };

        FluentActions.Invoking(()
            => throw new InvalidOperationException($"Cannot keep {record}, {(1, record)}, {string.Join(';', new HashSet<StoreRecord> { record })}"))
            .Should().Throw<InvalidOperationException>().Which.ToString().Should().NotContain("Jane").And.Contain("NoteRecord");
    }

    [Fact]
    public void A_logger_scope_and_an_array_in_a_template_print_masks()
    {
        using var session = new Session();
        session.Log.Info("Jane", isPii: true);
        session.Log.Info("marked", LogField.Pii("phone", "Jane"));
        var logger = new FakeLogger();

#pragma warning disable CA1848 // As authors write it.
        logger.LogInformation("{Entries} {Turn}", session.Sink.Entries, Some.Turn(1) with { UserInput = new MaskedText("Jane", "J."), Error = "Jane" });
#pragma warning restore CA1848

        logger.Lines.Should().ContainSingle().Which.Message.Should().NotContain("Jane").And.Contain("J.");
    }

    [Fact]
    public void A_query_by_user_or_number_does_not_print_them()
    {
        var query = new ConversationQuery { AgentId = "bookings", UserId = "jane@example.com", Number = "+15551234567" };

        query.ToString().Should().Contain("AgentId = bookings").And.Contain("UserId = [redacted]").And.NotContain("jane").And.NotContain("555");
        JsonSerializer.Serialize(query).Should().Contain("\"AgentId\":\"bookings\"").And.NotContain("jane").And.NotContain("555");
        new ConversationQuery().ToString().Should()
            .Be("ConversationQuery { Scope = ConversationScope { AgentIds = , AccountIds = , IsAll = True }, EntriesOnly = False, Sort = Created, Ascending = "
            + "False, Limit = 50, Offset = 0, CountTotal = False }");
    }

    [Fact]
    public async Task Utterances_that_the_host_calls_personal_are_withheld_from_turns_and_from_stored_records()
    {
        var kept = new InMemorySink();
        var services = new ServiceCollection();
        services.AddConvLog(options =>
        {
            options.Privacy.Utterances = ConvLog.Privacy.PrivacyClass.Personal;
            options.Sinks.Add(kept);
            options.UseInMemoryStore();
        });
        await using var provider = services.BuildServiceProvider();
        await using (var conversation = provider.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("conv-42")))
        {
            using var turn = conversation.BeginTurn("I am Jane");
            turn.Complete("Hello Jane");
            JsonSerializer.Serialize(turn).Should().NotContain("Jane").And.Contain("[redacted]");
        }

        await provider.GetRequiredService<StoreSink>().FlushAsync();
        var stored = (await provider.GetRequiredService<IConversationStore>().ReadAsync("conv-42"))!;

        JsonSerializer.Serialize(kept.Turns).Should().NotContain("Jane");
        JsonSerializer.Serialize(stored).Should().NotContain("Jane");
        stored.ToString().Should().NotContain("Jane");
        stored.Turns[0].ToString().Should().NotContain("Jane");
        stored.Turns[0].UserInput.Text.Should().Be("I am Jane", "what is stored is as before");
    }

    private sealed record Wrapper(LogEntry Entry, LogFields Fields);
}

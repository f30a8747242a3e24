using System.Text;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Sqlite.Tests.Lists;

public sealed class ConversationPayloadTests
{
    private static readonly string?[] s_texts = [null, "", " ", "a", "\0", "\"\\<>&", "ü键🙂", "+4930123"];

    [Fact]
    public void Any_record_survives_a_round_trip()
    {
        var random = new Random(42);
        for (int i = 0; i < 3_000; i++)
        {
            var record = RandomRecord(random);
            string? title = Text(random);

            var read = ConversationPayload.Read(record.ConversationId, ConversationPayload.Visible(record), ConversationPayload.Personal(record, title),
                pseudonym: null, out string? readTitle);

            Describe(read).Should().Be(Describe(record));
            (read with { Attributes = default }).Should().Be(record with { Attributes = default });
            readTitle.Should().Be(title);
        }
    }

    [Fact]
    public void The_visible_payload_contains_no_personal_data()
    {
        var record = RandomRecord(new Random(1)) with
        {
            UserId = "PERSONAL",
            FromNumber = "PERSONAL",
            ToNumber = "PERSONAL",
            Attributes = CapturedFields.Captured([LogField.Of("tier", "PERSONAL")]),
        };

        Encoding.UTF8.GetString(ConversationPayload.Visible(record)).Should().NotContain("PERSONAL");
    }

    [Fact]
    public void A_record_without_personal_data_has_no_personal_payload()
        => ConversationPayload.Personal(Bare, title: null).Should().BeNull();

    [Fact]
    public void An_empty_user_ID_is_not_personal_and_is_read_back()
    {
        var record = Bare with { UserId = "" };

        ConversationPayload.Personal(record, title: null).Should().BeNull();
        ConversationPayload.Read("conv-1", ConversationPayload.Visible(record), default, "user-1", out _).Should().Be(record);
    }

    [Fact]
    public void Without_its_personal_payload_a_record_is_read_in_redacted_form()
    {
        var record = Bare with { UserId = "u", FromNumber = "1", ToNumber = "2", Channel = "voice", Handoff = new Handoff("desk", "asked", "call-1") };

        var read = ConversationPayload.Read("conv-1", ConversationPayload.Visible(record), default, "user-1", out string? title);

        read.Should().Be(record with { UserId = "user-1", FromNumber = "REDACTED", ToNumber = "REDACTED" });
        title.Should().BeNull();
    }

    private static ConversationRecord Bare { get; } =
        new() { ConversationId = "conv-1", WriterId = Guid.NewGuid(), AgentId = "agent", OpenedAt = DateTimeOffset.UnixEpoch };

    private static ConversationRecord RandomRecord(Random random) => new()
    {
        ConversationId = "conv-1",
        WriterId = Guid.NewGuid(),
        Revision = random.Next(),
        AgentId = Text(random) ?? "agent",
        AccountId = Text(random),
        ProjectId = Text(random),
        Environment = (ConversationEnvironment)random.Next(4),
        Channel = Text(random),
        UserId = Text(random),
        FromNumber = Text(random),
        ToNumber = Text(random),
        Direction = (ConversationDirection?)new int?[] { null, 0, 1 }[random.Next(3)],
        VariantId = Text(random),
        Language = Text(random),
        Attributes = CapturedFields.Captured([.. Enumerable.Range(0, random.Next(3)).Select(i => LogField.Pii($"key {i}", Text(random), shown: Text(random)))]),
        OpenedAt = new DateTimeOffset(random.NextInt64(DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero),
        ClosedAt = random.Next(2) == 0 ? null : new DateTimeOffset(random.NextInt64(DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero),
        Handoff = random.Next(2) == 0 ? null : new Handoff(Text(random) ?? "desk", Text(random), Text(random)),
    };

    private static string Describe(ConversationRecord record) => CapturedFields.Describe(record.Attributes);

    private static string? Text(Random random) => s_texts[random.Next(s_texts.Length)];
}

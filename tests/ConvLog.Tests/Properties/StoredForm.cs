using System.Text;
using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Tests.Properties;

/// <summary>
/// The stored form of a record in both database stores: the checksum of its row, and its payloads. Numbers assigned by a store are computed from the IDs.
/// </summary>
internal static class StoredForm
{
    private static readonly PrivacyOptions s_privacy = new();

    /// <summary>The checksum of the row, and the personal payload, whose own row has a checksum of all its bytes.</summary>
    public static string Of(StoreRecord record) => record switch
    {
        ConversationRecord v => Row(ConversationPayload.ChecksumOf(NumberOf(v.ConversationId), ConversationPayload.Visible(v)),
            ConversationPayload.Personal(v, title: null)),
        TurnRecord v => Turn(v, TurnPayload.Personal(v, s_privacy)),
        FunctionEventRecord v => Row(RowChecksums.ChecksumOf(v, WriterLookup(v), CallPayload.Visible(v), CallPayload.Personal(v) is not null),
            CallPayload.Personal(v)),
        EntryRecord v => Entry(v, EntryPayload.Personal(v)),
        FactRecord v => Row(
            RowChecksums.ChecksumOf(v.Id, WriterLookup(v), v.Sequence, PlaceOf(v), FactPayload.KindOf(v), v.Timestamp.UtcTicks, Json(FactPayload.Visible(v)),
                FactPayload.Personal(v) is not null), Json(FactPayload.Personal(v))),
        FeedbackRecord v => Row(RowChecksums.ChecksumOf(v, NumberOf(v.ConversationId), HasStoredComment(v), v.Comment is not null),
            HasStoredComment(v) ? Utf8(v.Comment) : null),
        AnnotationRecord v => Row(RowChecksums.ChecksumOf(v, NumberOf(v.ConversationId), !v.IsRemoved), v.IsRemoved ? null : Utf8(v.ImprovedAnswer)),
        NoteRecord v => Row(RowChecksums.ChecksumOf(v, NumberOf(v.ConversationId), hasPersonal: true), Utf8(v.Text)),
        ScoreRecord v => Row(RowChecksums.ChecksumOf(ScoreRow.Of(v), NumberOf(v.ConversationId), v.Comment is not null), Utf8(v.Comment)),
        AssignmentRecord v => Row(RowChecksums.ChecksumOf(ScoreRow.Of(v), NumberOf(v.ConversationId), hasPersonal: false), null),
        LabelRecord v => Row(RowChecksums.ChecksumOf(ScoreRow.Of(v), NumberOf(v.ConversationId), hasPersonal: false), null),
        DeadLetterRecord v => Row(RowChecksums.ChecksumOf(v, NumberOf(v.ConversationId), v.Payload is not null), Utf8(v.Payload)),
        _ => throw new InvalidOperationException($"Say here which checksum the row of a {record.GetType().Name} has."),
    };

    // The compressed bytes can differ between runtime versions.
    private static byte[]? Json(byte[]? payload) => payload is null ? null : Compression.Read(payload);

    private static string Turn(TurnRecord turn, byte[]? personal) => Row(
        RowChecksums.ChecksumOf(
            turn, WriterLookup(turn), TurnPayload.Shown(turn.UserInput, s_privacy), TurnPayload.Shown(turn.AgentResponse, s_privacy),
                TurnPayload.FlagsOf(turn, s_privacy), TurnPayload.Details(turn, s_privacy), personal is not null),
        personal);

    private static string Entry(EntryRecord entry, byte[]? personal)
    {
        long number = (WriterLookup(entry) << 28) | entry.Sequence;
        byte[] fields = entry.IsPii || entry.Fields.Count == 0 ? [] : EntryJson.ShownFields(entry.Fields.AsSpan()).ToArray();
        byte[] masked = entry.IsPii || personal is null ? [] : EntryPayload.MaskedKeys(entry.Fields);
        long kind = (long)entry.Level | (entry.IsPii ? EntryPayload.PersonalKind : 0);
        return Row(
            EntryPayload.Checksum(number, PlaceOf(entry), kind, entry.Timestamp.UtcTicks, entry.IsPii ? [] : Utf8(entry.Content), fields, masked,
                hasContent: !entry.IsPii), personal);
    }

    private static bool HasStoredComment(FeedbackRecord feedback) => feedback is { Rating: not null, Comment: not null };

    private static string Row(long checksum, byte[]? personal) => $"{checksum:x} {(personal is null ? "alone" : Encoding.UTF8.GetString(personal))}";

    // Numbers assigned by a store are unique within the conversation.
    private static long WriterLookup(WrittenRecord record) => NumberOf($"{record.ConversationId} {record.WriterId}");

    private static long PlaceOf(ScopedRecord record)
        => NumberOf($"{record.ConversationId} {record.TurnId is null} {record.TurnId} {record.FunctionEventId is null} {record.FunctionEventId}");

    private static long NumberOf(string id)
    {
        var checksum = new Checksum(0);
        checksum.Add(id);
        return checksum.Value;
    }

    private static byte[]? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}

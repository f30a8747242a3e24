using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Users;

namespace ConvLog.Sqlite.Writing;

/// <summary>The users and numbers of all openings of a conversation, and its attributes, as keyed hashes by which the conversation is found.</summary>
internal static class Subjects
{
    public const long User = 0;
    public const long Number = 1;
    public const long Attribute = 2;

    private const string Find = "SELECT kind, hash FROM subject WHERE conversation = ?1";
    private const string Insert = "INSERT INTO subject (kind, hash, conversation) VALUES (?2, ?3, ?1) ON CONFLICT DO NOTHING";
    private const string Delete = "DELETE FROM subject WHERE kind = ?2 AND hash = ?3 AND conversation = ?1";

    /// <summary>Updates the hashes of a conversation to match its openings.</summary>
    /// <param name="session">The connection, in a transaction.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="openings">Its openings, except those whose personal part no longer exists.</param>
    /// <param name="isNew">Whether only the users exist yet, stored by <see cref="PutUser"/> in this transaction.</param>
    public static void Put(Session session, DataKeys keys, long conversation, IReadOnlyList<ConversationRecord> openings, bool isNew)
    {
        var kept = isNew ? [] : ReadStored(session, conversation);
        foreach (var (kind, text) in openings.SelectMany(Of).Where(subject => !isNew || subject.Kind != User).Concat(AttributesOf(openings)).Distinct())
        {
            byte[] hash = keys.HashOf(text);
            if (!kept.Remove((kind, Convert.ToHexString(hash))))
            {
                session[Insert].Bind(1, conversation).Bind(2, kind).BindBlob(3, hash).Run();
            }
        }

        // A user named by an earlier revision is erased with the conversation, whatever the opening says now.
        foreach (var (kind, hash) in kept.Where(static subject => subject.Kind != User))
        {
            session[Delete].Bind(1, conversation).Bind(2, kind).BindBlob(3, Convert.FromHexString(hash)).Run();
        }
    }

    /// <summary>Stores a user named by an opening, now or in an earlier revision.</summary>
    public static void PutUser(Session session, long conversation, byte[] userHash)
        => session[Insert].Bind(1, conversation).Bind(2, User).BindBlob(3, userHash).Run();

    private static HashSet<(long Kind, string Hash)> ReadStored(Session session, long conversation)
    {
        var kept = new HashSet<(long Kind, string Hash)>();
        var rows = session[Find].Bind(1, conversation);
        while (rows.Step())
        {
            kept.Add((rows.Int64(0), Convert.ToHexString(rows.Bytes(1))));
        }

        return kept;
    }

    private static IEnumerable<(long Kind, string Text)> AttributesOf(IReadOnlyList<ConversationRecord> openings)
        => AttributeValues.Of(openings).Select(static attribute => (Attribute, AttributeValues.HashedText(attribute)));

    private static IEnumerable<(long Kind, string Text)> Of(ConversationRecord opening)
    {
        (long Kind, string? Text)[] all =
            [(User, opening.UserId), (Number, PhoneNumber.Normalized(opening.FromNumber)), (Number, PhoneNumber.Normalized(opening.ToNumber))];
        return all.Where(static subject => !string.IsNullOrEmpty(subject.Text)).Select(static subject => (subject.Kind, subject.Text!));
    }
}

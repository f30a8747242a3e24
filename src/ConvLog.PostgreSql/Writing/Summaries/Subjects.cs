using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Users;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>The keyed hashes by which a conversation is found: the users and numbers of all its openings, and its attributes.</summary>
internal static class Subjects
{
    public const long User = 0;
    public const long Number = 1;
    public const long Attribute = 2;

    /// <summary>The users and numbers that openings name, and the attributes of the conversation, each once.</summary>
    /// <param name="openings">The openings, without those whose personal part was deleted.</param>
    public static IEnumerable<(long Kind, string Text)> Of(IReadOnlyList<ConversationRecord> openings)
        => openings.SelectMany(Of).Concat(AttributesOf(openings)).Distinct();

    /// <summary>The attributes only.</summary>
    /// <param name="openings">The openings, without those whose personal part was deleted.</param>
    public static IEnumerable<(long Kind, string Text)> AttributesOf(IReadOnlyList<ConversationRecord> openings)
        => AttributeValues.Of(openings).Select(static attribute => (Attribute, AttributeValues.HashedText(attribute)));

    private static IEnumerable<(long Kind, string Text)> Of(ConversationRecord opening)
    {
        (long Kind, string? Text)[] all =
            [(User, opening.UserId), (Number, PhoneNumber.Normalized(opening.FromNumber)), (Number, PhoneNumber.Normalized(opening.ToNumber))];
        return all.Where(static subject => !string.IsNullOrEmpty(subject.Text)).Select(static subject => (subject.Kind, subject.Text!));
    }
}

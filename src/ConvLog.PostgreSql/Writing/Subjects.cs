using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Writing;

/// <summary>Whom a conversation is about, so that it is found by them: the users and numbers of all its openings, and its attributes, as keyed
/// hashes.</summary>
internal static class Subjects
{
    public const long User = 0;
    public const long Number = 1;
    public const long Attribute = 2;

    /// <summary>The users and numbers that openings name, and the attributes of the conversation, each once.</summary>
    /// <param name="openings">The openings, those left out whose personal part is gone.</param>
    public static IEnumerable<(long Kind, string Text)> Of(IReadOnlyList<ConversationRecord> openings)
        => openings.SelectMany(Of).Concat(AttributesOf(openings)).Distinct();

    /// <summary>The attributes alone.</summary>
    /// <param name="openings">The openings, those left out whose personal part is gone.</param>
    public static IEnumerable<(long Kind, string Text)> AttributesOf(IReadOnlyList<ConversationRecord> openings)
        => AttributeValues.Of(openings).Select(static attribute => (Attribute, AttributeValues.HashedText(attribute)));

    private static IEnumerable<(long Kind, string Text)> Of(ConversationRecord opening)
    {
        (long Kind, string? Text)[] all =
            [(User, opening.UserId), (Number, PhoneNumber.Normalized(opening.FromNumber)), (Number, PhoneNumber.Normalized(opening.ToNumber))];
        return all.Where(static subject => !string.IsNullOrEmpty(subject.Text)).Select(static subject => (subject.Kind, subject.Text!));
    }
}

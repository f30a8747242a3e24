using System.Text.Json.Serialization;

namespace ConvLog.Storage;

/// <content>Filters by attributes, and what is looked up by what is personal.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// Attributes that the host gave the conversation, see <see cref="ConversationInfo.Attributes"/>, each with its exact value; all of them must hold, default
    /// none. Of several openings with attributes, the latest counts. An attribute without a value, a value that is an object or list, and a name or value of
    /// more than 1,024 characters match nothing. Only for readers with the permission: for others any attribute matches nothing. Its text and its JSON leave
    /// attributes out.
    /// </summary>
    /// <exception cref="ArgumentException">There are more than 8, or two of one name.</exception>
    [JsonIgnore]
    public IReadOnlyList<FieldFilter> Attributes { get; init => field = AttributeValues.Checked(value); } = [];

    /// <summary>Whether it looks for conversations by what is personal.</summary>
    internal bool LooksUpPersonalData => UserId is not null || Number is not null || Attributes.Count > 0;
}

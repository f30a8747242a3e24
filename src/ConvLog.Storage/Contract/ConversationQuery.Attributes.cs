using System.Text.Json.Serialization;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage;

/// <content>Filters by attributes, and the check for filters by personal data.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// Attributes that the host gave the conversation, see <see cref="ConversationInfo.Attributes"/>, each with its exact value; all of them must match,
    /// default none. If several openings have attributes, those of the latest apply. An attribute without a value, a value that is an object or array, and a
    /// name or value of more than 1,024 characters match nothing. For readers with the permission only: for others any attribute matches nothing. The text and
    /// the JSON of a query omit attributes.
    /// </summary>
    /// <exception cref="ArgumentException">There are more than 8, or two of one name.</exception>
    [JsonIgnore]
    public IReadOnlyList<FieldFilter> Attributes { get; init => field = AttributeValues.Checked(value); } = [];

    /// <summary>Whether the query looks up conversations by personal data.</summary>
    internal bool LooksUpPersonalData => UserId is not null || Number is not null || Attributes.Count > 0;
}

using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The most frequent error messages.</summary>
internal readonly struct ErrorMessagesJson(ErrorMessages errors)
{
    public IEnumerable<ErrorMessageJson> Messages => errors.Messages.Select(static message => new ErrorMessageJson(message));
    public DateTimeOffset? Since => errors.Since;
}

/// <summary>An error message.</summary>
internal readonly struct ErrorMessageJson(ErrorMessage message)
{
    public string Content => message.Content;
    public long Count => message.Count;
    public long Conversations => message.Conversations;
    public DateTimeOffset LastAt => message.LastAt;
}

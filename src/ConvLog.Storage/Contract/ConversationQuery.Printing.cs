using System.Globalization;
using System.Text;

namespace ConvLog.Storage;

/// <content>The text of a query: the filters that are set, without the user's ID and the number.</content>
public sealed partial record ConversationQuery
{
    private bool PrintMembers(StringBuilder text)
    {
        Print(text, nameof(Scope), Scope);
        Print(text, nameof(AgentId), AgentId);
        Print(text, nameof(AccountId), AccountId);
        Print(text, nameof(ProjectId), ProjectId);
        Print(text, nameof(Environment), Environment);
        Print(text, nameof(Channel), Channel);
        Print(text, nameof(From), From);
        Print(text, nameof(To), To);
        Print(text, nameof(UserId), UserId is null ? null : MaskedText.Redacted);
        Print(text, nameof(UserPseudonym), UserPseudonym);
        Print(text, nameof(Number), Number is null ? null : MaskedText.Redacted);
        Print(text, nameof(HasError), HasError);
        Print(text, nameof(HasWarning), HasWarning);
        Print(text, nameof(HasFailedFunction), HasFailedFunction);
        Print(text, nameof(FunctionName), FunctionName);
        Print(text, nameof(Level), Level);
        Print(text, nameof(Text), Text);
        Print(text, nameof(EntriesOnly), EntriesOnly);
        Print(text, nameof(Field), Field);
        Print(text, nameof(MinLatency), MinLatency);
        Print(text, nameof(MaxLatency), MaxLatency);
        Print(text, nameof(MinTokens), MinTokens);
        Print(text, nameof(MaxTokens), MaxTokens);
        Print(text, nameof(IsRated), IsRated);
        Print(text, nameof(Rating), Rating);
        Print(text, nameof(RatingSource), RatingSource);
        Print(text, nameof(HasComment), HasComment);
        Print(text, nameof(IsAnnotated), IsAnnotated);
        Print(text, nameof(IsUnread), IsUnread);
        Print(text, nameof(Sort), Sort);
        Print(text, nameof(Ascending), Ascending);
        Print(text, nameof(Limit), Limit);
        Print(text, nameof(Offset), Offset);
        Print(text, nameof(After), After);
        Print(text, nameof(CountTotal), CountTotal);
        return true;
    }

    private static void Print(StringBuilder text, string name, object? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text[^2] == '{' ? "" : ", ")}{name} = {value}");
        }
    }
}

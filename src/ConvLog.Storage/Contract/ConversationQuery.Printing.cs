using System.Globalization;
using System.Text;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage;

/// <content>The text of a query: the filters that are set, without the user's ID and the number.</content>
public sealed partial record ConversationQuery
{
    private bool PrintMembers(StringBuilder text)
    {
        Print(text, nameof(Scope), Scope);
        foreach (var filter in QueryFilters.All)
        {
            object? given = filter.GetValue(this);
            Print(text, filter.Name, given is not null && filter.IsPersonal ? MaskedText.Redacted : given);
        }

        Print(text, nameof(Not), Not);
        Print(text, nameof(Sort), Sort);
        Print(text, nameof(Ascending), Ascending);
        Print(text, nameof(Limit), Limit);
        Print(text, nameof(Offset), Offset);
        Print(text, nameof(After), After);
        Print(text, nameof(CountTotal), CountTotal);
        Print(text, nameof(MostCounted), MostCounted);
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

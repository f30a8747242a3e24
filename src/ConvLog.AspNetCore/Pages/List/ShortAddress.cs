using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The canonical address of a list. A browser also sends the empty fields of a form, and the search box as typed; the list is shown at an address with only
/// the filters that are set, each as a parameter of its own.
/// </summary>
internal static class ShortAddress
{
    /// <summary>The parameter of the search box. No address of the list has it.</summary>
    public const string Box = "find";

    /// <summary>The address to show the list at; null if it is the requested one.</summary>
    /// <param name="request">The request of the list.</param>
    /// <param name="home">The path of the list.</param>
    public static string? Of(HttpRequest request, string home)
    {
        bool isOfForm = request.Query.ContainsKey(Box);
        if (!isOfForm && !request.Query.Any(static parameter => ListRequest.IsKnown(parameter.Key) && parameter.Value.Any(string.IsNullOrEmpty)))
        {
            return null;
        }

        // A parameter that is repeated by mistake is kept: the list reports it.
        var set = request.Query.Where(static parameter => ListRequest.IsKnown(parameter.Key))
            .SelectMany(static parameter => parameter.Value.Where(static value => !string.IsNullOrEmpty(value)).Select(value => (parameter.Key, Value: value!)))
            .ToList();
        if (isOfForm)
        {
            SetBox(set, string.Join(' ', request.Query[Box].AsEnumerable()));
        }

        return RequestQuery.Address(home, set.OrderBy(static parameter => parameter.Key, StringComparer.Ordinal)
            .Select(static parameter => (parameter.Key, (string?)parameter.Value)));
    }

    private static void SetBox(List<(string Name, string Value)> set, string typed)
    {
        var box = SearchBoxQuery.Read(typed);
        set.RemoveAll(static parameter => parameter.Name is ListAddress.Cursor or ListAddress.Page or ListAddress.Text);
        foreach (var (name, value) in box.Filters)
        {
            if (!ConversationFilters.IsRepeatable(name))
            {
                set.RemoveAll(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal));
            }

            set.Add((name, value));
        }

        // A start time that was entered replaces the period.
        if (set.Exists(static parameter => parameter.Name is ListAddress.From))
        {
            set.RemoveAll(static parameter => parameter.Name is ListAddress.Period);
        }

        if (box.Text is { } text)
        {
            set.Add((ListAddress.Text, text));
        }
    }
}

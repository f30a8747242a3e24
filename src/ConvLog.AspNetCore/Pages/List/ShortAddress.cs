using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The canonical address of a list. A browser also sends the empty fields of a form, times without a zone, and the search box as typed; the list is shown at
/// an address with only the filters that are set, each as a parameter of its own, and times in UTC.
/// </summary>
internal static class ShortAddress
{
    /// <summary>The parameter of the search box. No address of the list has it.</summary>
    public const string Box = "find";

    /// <summary>The address to show the list at; null if it is the requested one.</summary>
    /// <param name="request">The request of the list.</param>
    /// <param name="page">The page.</param>
    public static string? Of(HttpRequest request, ConsolePage page)
    {
        var box = SearchBoxQuery.Sent(request, page);
        if (box is null && !request.Query.Any(parameter => ListRequest.IsKnown(parameter.Key)
            && parameter.Value.Any(value => string.IsNullOrEmpty(value) || Absolute(parameter.Key, value, page.Zone) is not null)))
        {
            return null;
        }

        // A parameter that is repeated by mistake is kept: the list reports it.
        var set = request.Query.Where(static parameter => ListRequest.IsKnown(parameter.Key))
            .SelectMany(parameter => parameter.Value.Where(static value => !string.IsNullOrEmpty(value))
                .Select(value => (parameter.Key, Value: Absolute(parameter.Key, value!, page.Zone) ?? value!)))
            .ToList();
        if (box is not null)
        {
            SetBox(set, box);
        }

        return RequestQuery.Address(page.Paths.Home, set.OrderBy(static parameter => parameter.Key, StringComparer.Ordinal)
            .Select(static parameter => (parameter.Key, (string?)parameter.Value)));
    }

    // A field of a form has a time without a zone, which would be another time for another reader. Null if it is no such time.
    private static string? Absolute(string name, string value, TimeZoneInfo zone)
        => name is ListAddress.From or ListAddress.Started or ListAddress.Until && ShownTime.OfField(value, zone) is { } time ? ShownTime.Address(time) : null;

    private static void SetBox(List<(string Name, string Value)> set, SearchBoxQuery box)
    {
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
        if (set.Exists(static parameter => parameter.Name is ListAddress.From or ListAddress.Started))
        {
            set.RemoveAll(static parameter => parameter.Name is ListAddress.Period);
        }

        if (box.Text is { } text)
        {
            set.Add((ListAddress.Text, text));
        }
    }
}

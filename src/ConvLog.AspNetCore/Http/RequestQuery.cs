using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ConvLog.AspNetCore.Http;

/// <summary>The query of a page's address, as sent by forms and links.</summary>
internal static class RequestQuery
{
    /// <summary>Removes unknown and empty parameters from a request's query, and returns the others: a form also sends its empty fields.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isKnown">Whether a name is known on this page.</param>
    /// <param name="isRepeatable">Whether a name may be repeated: its values are then joined with commas. Null if no name may.</param>
    public static SortedDictionary<string, string> ReadKnown(HttpRequest request, Func<string, bool> isKnown, Func<string, bool>? isRepeatable = null)
    {
        var given = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Query)
        {
            string? text = values.Count == 1 || isRepeatable?.Invoke(name) == true
                ? string.Join(',', values.Where(static value => !string.IsNullOrEmpty(value))) : null;
            if (!string.IsNullOrEmpty(text) && isKnown(name))
            {
                given[name] = text;
            }
        }

        Set(request, given);
        return given;
    }

    /// <summary>Sets a request's query.</summary>
    public static void Set(HttpRequest request, IEnumerable<KeyValuePair<string, string>> parameters)
        => request.Query = new QueryCollection(
            parameters.ToDictionary(static parameter => parameter.Key, static parameter => new StringValues(parameter.Value), StringComparer.Ordinal));

    /// <summary>A path with a query of the values that are not null.</summary>
    public static string Address(string path, IEnumerable<(string Name, string? Value)> parameters)
    {
        var address = new StringBuilder(path);
        char separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return address.ToString();
    }
}

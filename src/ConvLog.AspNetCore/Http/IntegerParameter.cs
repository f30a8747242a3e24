using System.Globalization;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ConvLog.AspNetCore.Http;

/// <summary>A query parameter that takes one integer within a range.</summary>
internal sealed record IntegerParameter(string Name, int Missing, int Least, int Most)
{
    private const int ShownLength = 64;

    /// <param name="query">The query of the request.</param>
    /// <param name="value">What it says, or what holds where it says nothing.</param>
    /// <returns>What is wrong with it, with the value and what is allowed; null where it is right.</returns>
    public string? Read(IQueryCollection query, out int value)
    {
        value = Missing;
        if (!query.TryGetValue(Name, out var texts))
        {
            return null;
        }

        bool isRight = texts.Count == 1
            && int.TryParse(texts[0], NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value >= Least && value <= Most;
        return isRight ? null : string.Create(CultureInfo.InvariantCulture, $"{Name} is {Shown(texts)}; it must be one integer from {Least} to {Most}.");
    }

    private static string Shown(StringValues texts)
        => texts.Count == 1 ? $"\"{Printable.Line(texts[0], ShownLength)}\"" : string.Create(CultureInfo.InvariantCulture, $"given {texts.Count} times");
}

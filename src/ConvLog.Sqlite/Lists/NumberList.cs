using System.Globalization;

namespace ConvLog.Sqlite.Lists;

/// <summary>Numbers as one parameter of a statement, which reads them by json_each.</summary>
internal static class NumberList
{
    public static string Of(IEnumerable<long> numbers)
        => $"[{string.Join(',', numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)))}]";
}

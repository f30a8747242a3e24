using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>Which part of a list is asked for: at most 500 conversations, 50 where nothing is said.</summary>
internal readonly record struct ListWindow(int Limit, int Offset)
{
    private static readonly IntegerParameter s_limit = new("limit", Missing: 50, Least: 1, Most: 500);
    private static readonly IntegerParameter s_offset = new("offset", Missing: 0, Least: 0, Most: int.MaxValue);

    /// <param name="query">The query of the request.</param>
    /// <param name="window">What is asked for, where the query is right.</param>
    /// <returns>What is wrong with the query; null where it is right.</returns>
    public static string? Read(IQueryCollection query, out ListWindow window)
    {
        string? wrongLimit = s_limit.Read(query, out int limit);
        string? wrongOffset = s_offset.Read(query, out int offset);
        window = new ListWindow(limit, offset);
        return wrongLimit ?? wrongOffset;
    }
}

using System.Runtime.InteropServices;

namespace ConvLog.PostgreSql.Reading;

/// <summary>Where the rows of a listed conversation are.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Id">Its ID.</param>
/// <param name="Day">Its day.</param>
/// <param name="HasFailedResponse">Whether it has a visible API response that is a problem.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListedPlace(long Number, string Id, int Day, bool HasFailedResponse);

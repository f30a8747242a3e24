using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>An API response of a function call that is visible to everyone.</summary>
/// <param name="CallId">The function event.</param>
/// <param name="StatusCode">The status; 0 without a response.</param>
/// <param name="IsProblem">Whether it is a problem.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExaminedResponse(string CallId, int StatusCode, bool IsProblem);

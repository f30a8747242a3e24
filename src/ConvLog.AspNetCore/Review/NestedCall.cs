using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>A function event, how deep inside others it was called, and the one it was called from.</summary>
internal sealed record NestedCall(FunctionEventView Call, int Depth, FunctionEventView? Parent);

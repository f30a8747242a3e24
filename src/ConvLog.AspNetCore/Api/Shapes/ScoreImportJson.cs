namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The results of an import of scores.</summary>
internal sealed record ScoreImportJson(long Imported, long Unchanged, long Refused, IEnumerable<ScoreImportErrorJson> Errors);

/// <summary>A line that cannot be imported.</summary>
internal sealed record ScoreImportErrorJson(long Line, string Reason);

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The ID of a new object.</summary>
internal sealed record CreatedJson(Guid Id);

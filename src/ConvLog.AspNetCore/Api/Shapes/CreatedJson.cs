namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The ID of what was added.</summary>
internal sealed record CreatedJson(Guid Id);

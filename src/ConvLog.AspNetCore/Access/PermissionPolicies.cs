namespace ConvLog.AspNetCore.Access;

/// <summary>Which of the host's policies grants its users a permission.</summary>
internal sealed class PermissionPolicies(ConvLogConsoleOptions options)
{
    /// <summary>The name of the policy; null where none grants the permission to users.</summary>
    /// <param name="permission">One permission; of several, the first that users need most for.</param>
    public string? Of(ConvLogPermissions permission) => permission switch
    {
        _ when permission.HasFlag(ConvLogPermissions.Manage) => options.ManagePolicy,
        _ when permission.HasFlag(ConvLogPermissions.ReadPii) => options.ReadPiiPolicy,
        _ when permission.HasFlag(ConvLogPermissions.Annotate) => options.AnnotatePolicy,
        _ => options.ReadPolicy,
    };
}

namespace ConvLog.AspNetCore.Tests.Access.Doors;

/// <summary>A test that needs nginx, and is skipped visibly where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute() => Skip = Nginx.Missing;
}

namespace ConvLog.AspNetCore.Tests.Access.Doors;

/// <summary>A test that requires nginx and is reported as skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute() => Skip = Nginx.Missing;
}

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The property is the message of an error: Kiota uses it as the message of the exception that it generates for the object.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ErrorMessageAttribute : Attribute;

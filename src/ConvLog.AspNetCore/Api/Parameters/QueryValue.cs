namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A parameter of the query with one value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its meaning, with unit, range and default.</param>
/// <typeparam name="T">The type of its value; null if the parameter is missing.</typeparam>
internal abstract record QueryValue<T>(string Name, string Description) : ApiParameter(Name, Description)
{
    /// <exception cref="ApiProblemException">The value is invalid.</exception>
    public abstract T Read(ApiCall call);
}

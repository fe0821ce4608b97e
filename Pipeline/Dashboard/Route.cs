using Microsoft.AspNetCore.Http;

namespace RtmPipeline.Dashboard;

/// <summary>What answers a request.</summary>
/// <param name="Method">GET or POST; HEAD is answered where GET is.</param>
/// <param name="Path">As <c>/api/incidents/{id}</c>, with at most one part in braces, which stands for any.</param>
/// <param name="IsPublic">True when it is answered without a key.</param>
/// <param name="AnswerAsync">Given the request, and the part that stands for the braces, decoded; empty where there are none.</param>
internal sealed record Route(string Method, string Path, bool IsPublic, Func<HttpContext, string, Task> AnswerAsync)
{
    private readonly string[] _parts = Path.Split('/');

    /// <summary>True when a path has this form.</summary>
    /// <param name="path">As it was asked for.</param>
    /// <param name="value">The part that stands for the braces.</param>
    public bool Fits(string path, out string value)
    {
        value = string.Empty;
        string[] asked = path.Split('/');
        if (asked.Length != _parts.Length)
            return false;
        for (int i = 0; i < asked.Length; i++)
        {
            if (_parts[i].StartsWith('{') && asked[i].Length > 0)
                value = asked[i];
            else if (_parts[i] != asked[i])
                return false;
        }

        return true;
    }
}
